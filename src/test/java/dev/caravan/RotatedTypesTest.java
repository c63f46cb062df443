package dev.caravan;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.http.RequestMethod;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Routes that are replaced under way: with a signature, with two requests, and by secrets that only a manifest names. */
final class RotatedTypesTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int EVENTS = 40;

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    private final FakeProviders providers = new FakeProviders();
    private final Logs logs = Logs.capture();

    @AfterEach
    void close() {
        providers.close();
        logs.close();
    }

    private void awaitRotations(int count) {
        await().atMost(PATIENCE)
                .until(() -> logs.of("dev.caravan.rotation.Rotation").size() == count);
    }

    private static Map<String, Object> event(int number) {
        Map<String, Object> event = new HashMap<>();
        event.put("involvedObject", Map.of("kind", "Kustomization", "namespace", "apps", "name", "webapp"));
        event.put("severity", "error");
        event.put("reason", "ValidationFailed");
        event.put("reportingController", "kustomize-controller");
        event.put("message", "number " + number + ".");
        event.put("metadata", Map.of("commit", "731f7eaddfb6af01cb2173e18f0f75b0ba780ef1"));
        return event;
    }

    @ParameterizedTest
    @CsvSource({
        "generic-hmac, X-Signature, https://hooks.example/x",
        "github, Authorization, https://github.example/acme/web",
        "gitlab, PRIVATE-TOKEN, https://gitlab.example/acme/web"
    })
    void everyEventIsToldOnceAndInOrderWithOneOfTheTokens(String type, String field, String address) throws Exception {
        providers.answers("team", aResponse().withStatus(200).withBody("[]").withFixedDelay(10));
        MountedSecret secret = new MountedSecret(folder, "hook").holds(Map.of("token", "token-0"));
        boolean signed = type.equals("generic-hmac");
        Map<String, String> properties = new TreeMap<>(Map.of(
                "secrets.interval", "20ms",
                "provider.team.type", type,
                "provider.team.rate", "0",
                "provider.team.secret", "hook",
                "provider.team.address", signed ? providers.address("team") : address));
        if (!signed) {
            properties.put("provider.team.api", providers.address("team"));
        }
        try (RunningGateway gateway = RunningGateway.start(folder, properties)) {
            IntStream.range(0, EVENTS).forEach(number -> gateway.append(event(number)));
            for (int rotation = 1; rotation <= 5; rotation++) {
                secret.holds(Map.of("token", "token-" + rotation));
                awaitRotations(rotation);
            }
            gateway.append(event(EVENTS));
            gateway.awaitIdle(PATIENCE);

            assertThat(numbers(providers.messages("team")))
                    .containsExactlyElementsOf(
                            IntStream.rangeClosed(0, EVENTS).boxed().toList());
            assertThat(gateway.attempts("delivered")).isEqualTo(EVENTS + 1);
            assertThat(gateway.attempts("retry")).isZero();
        }
        List<LoggedRequest> sent = providers.requests("team");
        assertThat(sent.stream().map(request -> request.getHeader(field)).distinct())
                .hasSizeGreaterThan(1);
        if (!signed) {
            assertThat(sent.get(sent.size() - 1).getHeader(field)).endsWith("token-5");
            whole(sent, field);
        }
    }

    /** An attempt asks and tells with the same token: no swap comes between the two. */
    private static void whole(List<LoggedRequest> sent, String field) {
        for (int at = 0; at < sent.size(); at += 2) {
            assertThat(sent.get(at).getMethod()).isEqualTo(RequestMethod.GET);
            assertThat(sent.get(at + 1).getMethod()).isEqualTo(RequestMethod.POST);
            assertThat(sent.get(at + 1).getHeader(field)).isEqualTo(sent.get(at).getHeader(field));
        }
    }

    private static List<Integer> numbers(List<LoggedRequest> requests) {
        return requests.stream()
                .map(request -> request.getBodyAsString().replaceAll("(?s).*number (\\d+)\\..*", "$1"))
                .map(Integer::valueOf)
                .toList();
    }

    @Test
    void aProxyThatAManifestNamesIsFollowedWhereItGoes() throws Exception {
        try (FakeProviders other = new FakeProviders()) {
            MountedSecret proxy = new MountedSecret(folder, "proxy").holds(Map.of("address", providers.proxy("one")));
            Files.createDirectories(folder.resolve("flux"));
            Files.writeString(folder.resolve("flux/team.yaml"), """
                    apiVersion: notification.toolkit.fluxcd.io/v1beta3
                    kind: Provider
                    metadata: {name: team}
                    spec:
                      type: generic
                      address: http://hooks.example/x
                      proxySecretRef: {name: proxy}
                    """);
            Map<String, String> properties = Map.of("flux.manifests", "flux/*.yaml", "secrets.interval", "20ms");
            try (RunningGateway gateway = RunningGateway.start(folder, properties)) {
                gateway.append(event(1));
                gateway.awaitIdle(PATIENCE);
                proxy.holds(Map.of("address", "ftp://nothing"));
                await().atMost(PATIENCE)
                        .until(() -> gateway.management("/api/providers").contains("InvalidConfiguration"));
                gateway.append(event(2));
                gateway.awaitIdle(PATIENCE);
                proxy.holds(Map.of("address", other.proxy("two")));
                awaitRotations(1);
                gateway.append(event(3));
                gateway.awaitIdle(PATIENCE);
            }
            assertThat(numbers(providers.requestsTo("/x"))).containsExactly(1, 2);
            assertThat(numbers(other.requestsTo("/x"))).containsExactly(3);
        }
    }

    @Test
    void aCertificateFolderThatGoesIsToldAtItsProvider() throws Exception {
        Path authority =
                Files.createDirectories(folder.resolve("secrets/authority")).resolve("ca.crt");
        Files.writeString(authority, TestKeys.rsa(folder, "server").certificate());
        Files.createDirectories(folder.resolve("flux"));
        Files.writeString(folder.resolve("flux/team.yaml"), """
                apiVersion: notification.toolkit.fluxcd.io/v1beta3
                kind: Provider
                metadata: {name: team}
                spec:
                  type: generic
                  address: %s
                  certSecretRef: {name: authority}
                """.formatted(providers.address("team")));
        Map<String, String> properties = Map.of("flux.manifests", "flux/*.yaml", "secrets.interval", "20ms");
        try (RunningGateway gateway = RunningGateway.start(folder, properties)) {
            Files.delete(authority);
            await().atMost(PATIENCE)
                    .until(() -> gateway.management("/api/providers").contains("InvalidConfiguration"));
            assertThat(gateway.management("/api/providers")).contains("spec.certSecretRef.name", "stay in force");

            Files.writeString(authority, TestKeys.rsa(folder, "other").certificate());
            awaitRotations(1);
            assertThat(gateway.management("/api/providers")).contains("Succeeded");
        }
    }
}
