package dev.caravan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.caravan.configuration.Cluster;
import dev.caravan.edit.Beginning;
import dev.caravan.edit.Edits;
import dev.caravan.edit.StartFault;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;

/** A gateway that takes edits in, started as the process is, with routes of its own to be edited. */
final class EditedGateway implements AutoCloseable {
    /** A machine that is busy with other work takes its time. */
    static final Duration MOST = Duration.ofMinutes(2);

    private static final ObjectMapper JSON = new ObjectMapper();

    final Path folder;
    final Path routes;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Gateway gateway;
    private final int management;

    private EditedGateway(Path folder, Path routes, Gateway gateway) {
        this.folder = folder;
        this.routes = routes;
        this.gateway = gateway;
        this.management = gateway.configuration().management().port();
    }

    /** With a copy of the shipped routes. */
    static EditedGateway start(Path folder, Map<String, String> properties) throws Exception {
        return start(folder, properties, Cluster.NONE);
    }

    /** The same in a cluster, whose objects are taken. */
    static EditedGateway start(Path folder, Map<String, String> properties, Cluster cluster) throws Exception {
        if (!Files.isDirectory(folder.resolve("routes"))) { // else it is started once more
            RouteCopy.of(RunningGateway.ROUTES, folder.resolve("routes"));
        }
        Map<String, String> all = new TreeMap<>(properties);
        all.putIfAbsent("flux.cluster", Boolean.toString(cluster != Cluster.NONE));
        all.put("camel.server.port", "0");
        all.put("camel.management.port", Integer.toString(RunningGateway.freePort()));
        all.put("delivery.first-delay", "20");
        write(
                folder.resolve("application.properties"),
                all.entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue() + "\n")
                        .collect(Collectors.joining()));
        return start(folder, cluster);
    }

    /** With what lies there. */
    static EditedGateway start(Path folder) throws Exception {
        return start(folder, Cluster.NONE);
    }

    private static EditedGateway start(Path folder, Cluster cluster) throws Exception {
        Path routes = folder.resolve("routes");
        Beginning beginning = Beginning.of(folder, routes, cluster);
        Gateway gateway;
        try {
            gateway = Gateway.start(beginning.configuration(), beginning.routes());
        } catch (StartFault e) {
            beginning = beginning.without(e).orElseThrow(() -> e);
            gateway = Gateway.start(beginning.configuration(), beginning.routes());
        }
        gateway.follow(new Edits(beginning, gateway));
        EditedGateway edited = new EditedGateway(folder, routes, gateway);
        Awaitility.await().atMost(MOST).until(() -> !edited.version().isEmpty());
        return edited;
    }

    static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    void replace(String file, String from, String to) throws IOException {
        Path path = folder.resolve(file);
        String text = Files.readString(path);
        if (!text.contains(from)) {
            throw new IllegalArgumentException(file + " has no " + from);
        }
        write(path, text.replace(from, to));
    }

    void append(String file, String text) throws IOException {
        write(folder.resolve(file), Files.readString(folder.resolve(file)) + text);
    }

    /** Changes the mapping of a source, and its goldens with it. */
    void rename(String from, String to) throws IOException {
        replace("routes/sources/message/event.jsonata", "\"reason\": \"" + from + "\"", "\"reason\": \"" + to + "\"");
        for (String sample : new String[] {"plain", "error"}) {
            Path golden = routes.resolve("sources/message/samples/" + sample + ".event.json");
            write(
                    golden,
                    Files.readString(golden).replaceAll("(\"reason\"\\s*:\\s*)\"" + from + "\"", "$1\"" + to + "\""));
        }
    }

    int post(String title) throws Exception {
        return webhook("{\"title\":\"" + title + "\",\"message\":\"said\"}");
    }

    /** An event of Flux, of the Kustomization apps/webapp. */
    int flux(String message) throws Exception {
        return webhook("""
                {"involvedObject": {"kind": "Kustomization", "namespace": "apps", "name": "webapp"}, "severity": "info",
                 "timestamp": "2026-11-21T10:00:00Z", "message": "%s", "reason": "ReconciliationSucceeded",
                 "reportingController": "kustomize-controller"}""".formatted(message));
    }

    private int webhook(String body) throws Exception {
        return http.send(
                        HttpRequest.newBuilder(URI.create(
                                        "http://127.0.0.1:" + gateway.server().port() + "/webhook"))
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .statusCode();
    }

    JsonNode status() throws Exception {
        return JSON.readTree(management("/api/routes"));
    }

    String management(String path) throws Exception {
        return http.send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + management + path))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    String version() throws Exception {
        return status().path("version").asText();
    }

    /** Waits until another version is in force. */
    Duration awaitOther(String version) {
        long begun = System.nanoTime();
        Awaitility.await().atMost(MOST).until(() -> !version().equals(version));
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    /** Waits until the files are refused; why. */
    String awaitRefused() {
        Awaitility.await()
                .atMost(MOST)
                .until(() -> status().path("edit").path("status").asText().equals("refused"));
        try {
            return status().path("edit").path("problems").toString();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Waits until the files are those in force. */
    void awaitInForce() {
        Awaitility.await()
                .atMost(MOST)
                .until(() -> status().path("edit").path("status").asText().equals("in-force"));
    }

    double reloadSuccess() throws Exception {
        return management("/observe/metrics")
                .lines()
                .filter(line -> line.startsWith("config_reload_success "))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf(' '))))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() {
        gateway.close();
    }
}
