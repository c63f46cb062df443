package dev.caravan.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.caravan.provider.Secret;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** A listener of the running gateway, as its configuration says where it is. */
final class Remote {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(30);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String base;
    private final String tokenKey;
    private final Optional<Secret> token;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .build();

    /** {@code tokenKey} is the property that {@code token} comes from. */
    Remote(String host, int port, String tokenKey, Optional<Secret> token) {
        this.base = "http://" + reachable(host) + ":" + port;
        this.tokenKey = tokenKey;
        this.token = token;
    }

    /** A listener that is bound to every address is reached at this machine's own. */
    private static String reachable(String host) {
        return switch (host) {
            case "0.0.0.0" -> "127.0.0.1";
            case "::", "[::]" -> "[::1]";
            default -> host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
        };
    }

    JsonNode get(String path) {
        return ask("GET", path, HttpRequest.BodyPublishers.noBody());
    }

    JsonNode delete(String path) {
        return ask("DELETE", path, HttpRequest.BodyPublishers.noBody());
    }

    JsonNode post(String path, byte[] body) {
        return ask("POST", path, HttpRequest.BodyPublishers.ofByteArray(body));
    }

    private JsonNode ask(String method, String path, BodyPublisher body) {
        URI uri = URI.create(base + path);
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .timeout(ANSWER)
                .header("Content-Type", "application/json")
                .method(method, body);
        token.ifPresent(secret -> request.header("Authorization", "Bearer " + secret.text()));
        return read(uri, send(uri, request.build()));
    }

    private HttpResponse<byte[]> send(URI uri, HttpRequest request) {
        try {
            return client.send(request, BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UserException(
                    ExitCode.REMOTE,
                    uri + ": no answer; is the gateway running, with the configuration of this directory?");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UserException(ExitCode.REMOTE, uri + ": interrupted");
        }
    }

    private JsonNode read(URI uri, HttpResponse<byte[]> response) {
        JsonNode body = body(uri, response);
        if (response.statusCode() / 100 == 2) {
            return body;
        }
        String code = body.path("code").asText("error");
        throw new UserException(
                ExitCode.REMOTE,
                "%s: answered %d %s: %s%s"
                        .formatted(
                                uri,
                                response.statusCode(),
                                code,
                                body.path("detail").asText("no explanation"),
                                response.statusCode() == 401 ? remedy(code) : ""));
    }

    private String remedy(String code) {
        return code.equals("invalid-signature")
                ? "; only its sender can sign for this source, use ./caravan explain"
                : "; set " + tokenKey + " as the gateway has it";
    }

    private static JsonNode body(URI uri, HttpResponse<byte[]> response) {
        try {
            return JSON.readTree(new String(response.body(), StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            throw new UserException(
                    ExitCode.REMOTE,
                    uri + ": answered " + response.statusCode() + " without JSON; something else listens there");
        }
    }
}
