package dev.caravan;

import dev.caravan.configuration.Configuration;
import dev.caravan.configuration.Surroundings;
import dev.caravan.journal.DeadLetter;
import dev.caravan.journal.Journal;
import dev.caravan.keys.SnsRules;
import dev.caravan.provider.ProviderTypes;
import dev.caravan.provider.Unsuited;
import io.micrometer.core.instrument.Counter;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.awaitility.Awaitility;

/** A real gateway in a folder of its own: the shipped routes, a SQLite file, free ports, and retries within milliseconds. */
final class RunningGateway implements AutoCloseable {
    static final Path ROUTES = Path.of("routes").toAbsolutePath();

    private static final Map<String, String> DEFAULTS = Map.of(
            "camel.server.port", "0",
            "delivery.first-delay", "20",
            "delivery.first-hold", "300",
            "delivery.most-delay", "100");

    final Configuration configuration;
    private final Gateway gateway;

    private RunningGateway(Configuration configuration, Gateway gateway) {
        this.configuration = configuration;
        this.gateway = gateway;
    }

    static RunningGateway start(Path folder, Map<String, String> properties) throws Exception {
        return start(folder, ROUTES, properties);
    }

    /** With routes that need not be the shipped ones: to show what happens without a remedy. */
    static RunningGateway start(Path folder, Path routes, Map<String, String> properties) throws Exception {
        return start(folder, routes, properties, SnsRules.amazon());
    }

    /** With an Amazon of the test. */
    static RunningGateway start(Path folder, Map<String, String> properties, SnsRules sns) throws Exception {
        return start(folder, ROUTES, properties, sns);
    }

    private static RunningGateway start(Path folder, Path routes, Map<String, String> properties, SnsRules sns)
            throws Exception {
        Map<String, String> all = new TreeMap<>(DEFAULTS);
        all.put("camel.management.port", Integer.toString(freePort()));
        all.putAll(properties);
        Files.writeString(
                folder.resolve("application.properties"),
                all.entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue().replace("\\", "\\\\"))
                        .collect(Collectors.joining("\n")));
        Configuration configuration = Configuration.read(new Surroundings(
                folder, Map.of(), Map.of(), ProviderTypes.in(routes.resolve("providers")), Samples.SOURCES));
        return new RunningGateway(configuration, Gateway.start(configuration, routes, sns));
    }

    static int freePort() throws IOException {
        return FreePort.any();
    }

    /** Where webhooks are taken. */
    int port() {
        return gateway.server().port();
    }

    CamelContext context() {
        return gateway.context();
    }

    Journal journal() {
        return context().getRegistry().lookupByNameAndType("journal", Journal.class);
    }

    List<DeadLetter> deadLetters(String provider) {
        return journal().deadLetters(1000, provider, null);
    }

    /** How many attempts ended so: {@code delivered}, {@code retry}, … */
    double attempts(String outcome) {
        return count("delivery_attempts", "outcome", outcome);
    }

    /** How many requests were refused so, whatever their source. */
    double rejected(String source, String code) {
        return count("webhook_rejected", "source", source, "code", code);
    }

    double count(String meter, String... tags) {
        return context()
                .getRegistry()
                .findSingleByType(PrometheusMeterRegistry.class)
                .find(meter)
                .tags(tags)
                .counters()
                .stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    /** Puts an event straight into the journal; returns its id. */
    String append(Map<String, Object> event) {
        Map<String, Object> stamped = new LinkedHashMap<>(event);
        stamped.put("id", UUID.randomUUID().toString());
        stamped.putIfAbsent("source", "acr");
        return journal()
                .append(List.of(stamped), null, Duration.ZERO)
                .join()
                .ids()
                .get(0);
    }

    HttpResponse<String> post(String path, String body, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        for (int at = 0; at < headers.length; at += 2) {
            request.setHeader(headers[at], headers[at + 1]);
        }
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** The shared events, by name, that this provider's type has something to say to. */
    List<String> told(String provider) {
        Unsuited unsuited = new Unsuited(configuration.providers());
        return Samples.events().entrySet().stream()
                .filter(event -> tells(unsuited, provider, event.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Whether the provider's type has something to say to the event. */
    boolean tells(String provider, Map<String, Object> event) {
        return tells(new Unsuited(configuration.providers()), provider, event);
    }

    private boolean tells(Unsuited unsuited, String provider, Map<String, Object> event) {
        return configuration
                .alerts()
                .match(provider, event)
                .filter(match -> unsuited.why(provider, match.event()).isEmpty())
                .isPresent();
    }

    /** What {@code explain} answers of a payload. */
    String explain(String payload) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + configuration.management().port() + "/api/explain");
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(uri)
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(payload))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    /** What the management listener answers, whatever the status. */
    String management(String path) throws Exception {
        return manage("GET", path).body();
    }

    HttpResponse<String> manage(String method, String path) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + configuration.management().port() + path);
        HttpRequest request = HttpRequest.newBuilder(uri)
                .version(HttpClient.Version.HTTP_1_1) // an upgrade breaks Java's client over metrics of half a megabyte
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    /** Waits until every lane has passed every event. */
    void awaitIdle(Duration most) {
        Awaitility.await()
                .atMost(most)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> configuration.providers().stream()
                        .allMatch(provider -> journal().lag(provider.name()).events() == 0));
    }

    /** Every test of a gateway is also one of its secrets. */
    @Override
    public void close() {
        try {
            Canary.assertNotIn("metrics", scrape());
            Canary.assertNotIn("endpoints", context().getEndpoints().toString());
            Canary.assertNotIn("routes", context().getRoutes().toString());
        } finally {
            gateway.close();
        }
    }

    private String scrape() {
        return context()
                .getRegistry()
                .findSingleByType(PrometheusMeterRegistry.class)
                .scrape();
    }
}
