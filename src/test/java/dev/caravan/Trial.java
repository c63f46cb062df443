package dev.caravan;

import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import dev.caravan.journal.DeadLetter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What one provider type did in every case: one gateway with a lane per case, one event for all of them, then the shared events.
 *
 * @param told how many of the shared events the type has something to say to
 * @param event the id of the first event
 * @param first what each case was sent until the first event was settled
 * @param all what each case was sent altogether
 * @param outputs everything a user may see: log, metrics, dead letters, the management listener's answers
 */
record Trial(
        int told,
        String event,
        Map<String, List<LoggedRequest>> first,
        Map<String, List<LoggedRequest>> all,
        List<DeadLetter> deadLetters,
        List<LoggedRequest> astray,
        Map<String, String> outputs) {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final Path PAYLOAD = RunningGateway.ROUTES.resolve("sources/acr/samples/push.json");

    static Trial of(Variant variant, FakeProviders providers, Path folder) throws Exception {
        try (Logs logs = Logs.capture()) {
            providers.reset();
            Case.all().forEach(one -> {
                providers.satisfies(one.name(), variant.contract());
                providers.answersFirst(variant.contract().method(), one.name(), one.first());
            });
            try (Socket nobody = new Socket()) { // bound and not listening: nobody else can get the port meanwhile
                nobody.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
                return of(variant, providers, logs, folder, nobody.getLocalPort());
            }
        }
    }

    private static Trial of(Variant variant, FakeProviders providers, Logs logs, Path folder, int refused)
            throws Exception {
        try (RunningGateway gateway = RunningGateway.start(folder, lanes(variant, providers, refused))) {
            List<String> told = gateway.told(Case.all().get(0).name());
            String event =
                    gateway.append(Samples.event(told.contains("acr-push") ? "acr-push" : told.get(told.size() - 1)));
            gateway.awaitIdle(PATIENCE);
            Map<String, List<LoggedRequest>> first = requests(providers);
            Samples.events().values().forEach(gateway::append);
            gateway.awaitIdle(PATIENCE);
            return new Trial(
                    told.size(),
                    event,
                    first,
                    requests(providers),
                    gateway.journal().deadLetters(1000, null, null),
                    providers.requestsTo("/followed"),
                    outputs(gateway, logs));
        }
    }

    private static Map<String, String> lanes(Variant variant, FakeProviders providers, int refused) {
        Map<String, String> properties = new TreeMap<>();
        for (Case one : Case.all()) {
            properties.putAll(variant.properties(one.name(), providers.address(one.name())));
        }
        String nobody = "http://127.0.0.1:" + refused + "/" + Variant.CANARY;
        properties.putAll(variant.properties(Case.REFUSED, nobody));
        properties.put("provider." + Case.REFUSED + ".give-up-after", "1s");
        Case.SLOW.forEach(name -> properties.put("provider." + name + ".timeout", "3s"));
        if (variant.type().declares("client") && variant.type().offers("proxy")) {
            Case.PROXIED.forEach(
                    name -> properties.put("provider." + name + ".proxy", providers.proxy(Variant.CANARY)));
        }
        return properties;
    }

    private static Map<String, List<LoggedRequest>> requests(FakeProviders providers) {
        return Case.all().stream().collect(Collectors.toMap(Case::name, one -> providers.messages(one.name())));
    }

    private static Map<String, String> outputs(RunningGateway gateway, Logs logs) throws Exception {
        Map<String, String> outputs = new HashMap<>();
        for (String path :
                List.of("/observe/health", "/observe/metrics", "/api/providers", "/api/dead-letters", "/api/events")) {
            outputs.put(path, gateway.management(path));
        }
        outputs.put("/api/explain", gateway.explain(Samples.read(PAYLOAD)));
        outputs.put("configuration", gateway.configuration.toString());
        outputs.put("log", String.join("\n", logs.lines()));
        outputs.put(
                "dead letters", gateway.journal().deadLetters(1000, null, null).toString());
        outputs.put(
                "endpoints",
                gateway.context().getEndpoints().stream().map(Object::toString).collect(Collectors.joining("\n")));
        return outputs;
    }

    List<LoggedRequest> first(Case one) {
        return first.getOrDefault(one.name(), List.of());
    }

    List<LoggedRequest> all(Case one) {
        return all.getOrDefault(one.name(), List.of());
    }

    /** The dead letters of the first event in a case's lane. */
    List<DeadLetter> dead(Case one) {
        return deadLetters.stream()
                .filter(letter -> event.equals(letter.eventId()) && one.name().equals(letter.provider()))
                .toList();
    }

    Stream<LoggedRequest> requests() {
        return all.values().stream().flatMap(List::stream);
    }
}
