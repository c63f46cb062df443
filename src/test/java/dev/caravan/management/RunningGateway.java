package dev.caravan.management;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.caravan.Gateway;
import dev.caravan.configuration.Configuration;
import dev.caravan.configuration.Sources;
import dev.caravan.configuration.Surroundings;
import dev.caravan.provider.ProviderTypes;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The whole gateway in a directory of its own, on free ports. */
final class RunningGateway implements AutoCloseable {
    static final Path ROUTES = Path.of("routes").toAbsolutePath();
    static final String ACR = """
            {"id":"%s","timestamp":"2020-10-14T00:15:02.82330594Z","action":"push",
             "target":{"mediaType":"m","size":1,"digest":"sha256:a","length":1,"repository":"sk/web","tag":"1"},
             "request":{"id":"r1","host":"myregistry.azurecr.io","method":"PUT","useragent":"d"}}""";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client = HttpClient.newHttpClient();
    final Gateway gateway;

    RunningGateway(Path directory, Path routes, String... properties) throws Exception {
        List<String> lines = new java.util.ArrayList<>(List.of(
                "camel.server.port=0",
                "camel.management.port=0",
                "journal.min-free-disk=1MiB",
                "delivery.first-hold=300"));
        lines.addAll(List.of(properties));
        Files.write(directory.resolve("application.properties"), lines);
        Surroundings surroundings = new Surroundings(
                directory,
                Map.of(),
                Map.of(),
                ProviderTypes.in(routes.resolve("providers")),
                new Sources(directory, Set.of("acr", "flux")));
        gateway = Gateway.start(Configuration.read(surroundings), routes);
    }

    HttpResponse<String> get(String path, String... headers) throws Exception {
        return send("GET", path, "", headers);
    }

    HttpResponse<String> post(String path, String body, String... headers) throws Exception {
        return send("POST", path, body, headers);
    }

    HttpResponse<String> send(String method, String path, String body, String... headers) throws Exception {
        int port = gateway.management().port();
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .method(method, BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    JsonNode ask(String path) throws Exception {
        return JSON.readTree(get(path).body());
    }

    /** Posts to the door and gives the answer. */
    JsonNode webhook(String path, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + gateway.server().port() + path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
        return JSON.readTree(
                client.send(request, HttpResponse.BodyHandlers.ofString()).body());
    }

    static JsonNode json(HttpResponse<String> response) throws Exception {
        return JSON.readTree(response.body());
    }

    @Override
    public void close() {
        gateway.close();
    }
}
