package dev.caravan;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Secrets that change as Kubernetes changes them, under a gateway that runs on. */
class RotationTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    private final FakeProviders providers = new FakeProviders();
    private Logs logs;
    private MountedSecret secret;

    @BeforeEach
    void mount() throws Exception {
        logs = Logs.capture();
        secret = new MountedSecret(folder, "hook").holds(address("old"));
    }

    @AfterEach
    void close() {
        providers.close();
        logs.close();
        assertThat(logs.lines()).noneMatch(line -> line.contains(Variant.CANARY));
    }

    private Map<String, String> address(String provider) {
        return Map.of("address", providers.address(provider));
    }

    private RunningGateway start(Map<String, String> more) throws Exception {
        Map<String, String> properties = new TreeMap<>(Map.of(
                "secrets.interval", "20ms",
                "provider.team.type", "generic",
                "provider.team.secret", "hook",
                "provider.team.timeout", "5s"));
        properties.putAll(more);
        return RunningGateway.start(folder, properties);
    }

    private void awaitRotations(int count) {
        await().atMost(PATIENCE)
                .until(() -> logs.of("dev.caravan.rotation.Rotation").size() == count);
    }

    private static JsonNode ready(RunningGateway gateway, String provider) throws Exception {
        for (JsonNode one : JSON.readTree(gateway.management("/api/providers")).path("providers")) {
            if (one.path("name").asText().equals(provider)) {
                return one.path("status").path("conditions").path(0);
            }
        }
        throw new AssertionError("no provider " + provider);
    }

    private static void awaitReady(RunningGateway gateway, String provider, String reason) {
        await().atMost(PATIENCE)
                .until(() -> ready(gateway, provider).path("reason").asText().equals(reason));
    }

    private static Map<String, Object> event(int number) throws Exception {
        Map<String, Object> event = new LinkedHashMap<>(Samples.event("acr-push"));
        event.put("message", "number " + number + ".");
        return event;
    }

    private List<LoggedRequest> requests(String... addresses) {
        return Stream.of(addresses)
                .flatMap(address -> providers.requests(address).stream())
                .toList();
    }

    private static List<Integer> numbers(List<LoggedRequest> requests) {
        return requests.stream()
                .map(request -> request.getBodyAsString().replaceAll("(?s).*number (\\d+)\\..*", "$1"))
                .map(Integer::valueOf)
                .toList();
    }

    @Test
    void theNextEventGoesToTheNewAddress() throws Exception {
        try (RunningGateway gateway = start(Map.of())) {
            gateway.append(event(1));
            gateway.awaitIdle(PATIENCE);
            secret.holds(address("new"));
            awaitRotations(1);
            gateway.append(event(2));
            gateway.awaitIdle(PATIENCE);

            assertThat(numbers(requests("old"))).containsExactly(1);
            assertThat(numbers(requests("new"))).containsExactly(2);
            assertThat(ready(gateway, "team").path("status").asText()).isEqualTo("True");
            assertThat(gateway.management("/api/providers")).doesNotContain(Variant.CANARY);
            assertThat(gateway.context().getEndpoints().toString()).doesNotContain(Variant.CANARY);
        }
    }

    @Test
    void whatCannotBeUsedChangesNothingAndSaysWhatToDo() throws Exception {
        try (RunningGateway gateway = start(Map.of())) {
            secret.holds(Map.of("address", Variant.CANARY));
            awaitReady(gateway, "team", "InvalidConfiguration");
            gateway.append(event(1));
            gateway.awaitIdle(PATIENCE);

            assertThat(numbers(requests("old"))).containsExactly(1);
            JsonNode invalid = ready(gateway, "team");
            assertThat(invalid.path("status").asText()).isEqualTo("False");
            assertThat(invalid.path("message").asText())
                    .contains("hook/address", "provider.team.address", "stay in force")
                    .doesNotContain(Variant.CANARY);
            assertThat(gateway.management("/observe/metrics")).contains("provider_ready{provider=\"team\"} 0.0");

            secret.holds(address("old"));
            awaitReady(gateway, "team", "Succeeded");
            secret.holds(address("new"));
            awaitRotations(1);
            gateway.append(event(2));
            gateway.awaitIdle(PATIENCE);
            assertThat(numbers(requests("new"))).containsExactly(2);
        }
    }

    @Test
    void oneSecretThatCannotBeUsedHoldsBackNoOther() throws Exception {
        MountedSecret other = new MountedSecret(folder, "other").holds(address("old"));
        Map<String, String> ops = Map.of("provider.ops.type", "generic", "provider.ops.secret", "other");
        try (RunningGateway gateway = start(ops)) {
            other.holds(Map.of("address", "nothing"));
            awaitReady(gateway, "ops", "InvalidConfiguration");
            secret.holds(address("new"));
            awaitRotations(1);
            gateway.append(event(1));
            gateway.awaitIdle(PATIENCE);

            assertThat(numbers(requests("new"))).containsExactly(1);
            assertThat(numbers(requests("old"))).containsExactly(1);
        }
    }

    @Test
    void aRefusedProviderIsReadyAgainWithItsNewSecret() throws Exception {
        providers.answers("old", aResponse().withStatus(401));
        try (RunningGateway gateway = start(Map.of())) {
            gateway.append(event(1));
            awaitReady(gateway, "team", "Unauthorised");
            secret.holds(address("new"));
            awaitReady(gateway, "team", "Succeeded");
            gateway.append(event(2));
            gateway.awaitIdle(PATIENCE);

            assertThat(numbers(requests("new"))).contains(2);
        }
    }

    @Test
    void aTouchedFileIsNoChange() throws Exception {
        Path plain = Files.createDirectories(folder.resolve("secrets/plain")).resolve("address");
        Files.writeString(plain, providers.address("old"));
        try (RunningGateway gateway = start(Map.of("provider.ops.type", "generic", "provider.ops.secret", "plain"))) {
            Files.setLastModifiedTime(plain, FileTime.from(Instant.EPOCH));
            Files.writeString(plain, providers.address("old") + "\n"); // the newline at the end is not the value's
            secret.holds(address("new"));
            awaitRotations(1);

            assertThat(logs.of("dev.caravan.rotation.Rotation"))
                    .containsExactly("Provider team goes on with its changed secret");
            assertThat(ready(gateway, "ops").path("status").asText()).isEqualTo("True");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void nothingIsLostRepeatedOrOvertakenWhileSecretsChange(int concurrency) throws Exception {
        for (String address : List.of("old", "new")) {
            providers.answers(address, aResponse().withStatus(200).withFixedDelay(30));
        }
        Map<String, String> more = Map.of("provider.team.concurrency", Integer.toString(concurrency));
        try (RunningGateway gateway = start(more)) {
            for (int rotation = 1; rotation <= 10; rotation++) {
                for (int number = 0; number < 10; number++) {
                    gateway.append(event((rotation - 1) * 10 + number));
                }
                secret.holds(address(rotation % 2 == 0 ? "old" : "new"));
                awaitRotations(rotation);
            }
            gateway.awaitIdle(PATIENCE);

            List<LoggedRequest> sent = new ArrayList<>(requests("old", "new"));
            assertThat(numbers(sent))
                    .containsExactlyInAnyOrderElementsOf(
                            IntStream.range(0, 100).boxed().toList());
            if (concurrency == 1) {
                assertThat(numbers(requests("old"))).isSorted();
                assertThat(numbers(requests("new"))).isSorted();
            }
            assertThat(requests("new")).isNotEmpty();
            assertThat(gateway.attempts("delivered")).isEqualTo(100);
            assertThat(gateway.attempts("retry")).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource({"generic, ", "slack, text", "slack, attachments"})
    void manyRotationsLeaveNothingBehind(String type, String format) throws Exception {
        Map<String, String> more = new TreeMap<>(Map.of("provider.team.type", type, "provider.team.rate", "0"));
        if (format != null) {
            more.put("provider.team.format", format);
        }
        try (RunningGateway gateway = start(more)) {
            rotate(gateway, 1);
            List<Integer> before = counts(gateway);
            for (int rotation = 2; rotation <= 21; rotation++) {
                rotate(gateway, rotation);
            }

            await().atMost(PATIENCE).untilAsserted(() -> {
                List<Integer> after = counts(gateway);
                assertThat(after.subList(0, 4)).isEqualTo(before.subList(0, 4));
                assertThat(after.get(4)).isLessThanOrEqualTo(before.get(4) + 3);
            });
            assertThat(requests("old", "new")).hasSize(21);
        }
    }

    private void rotate(RunningGateway gateway, int rotation) throws Exception {
        secret.holds(address(rotation % 2 == 0 ? "old" : "new"));
        awaitRotations(rotation);
        gateway.append(event(rotation));
        gateway.awaitIdle(PATIENCE);
    }

    /** Routes, their definitions, endpoints, components and those threads that a provider may have. */
    private static List<Integer> counts(RunningGateway gateway) {
        var context = (org.apache.camel.impl.DefaultCamelContext) gateway.context();
        long threads = Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.matches("pool-.*|Camel .*|attempt.*|client.*|idle.*|OkHttp.*|Okio.*"))
                .count();
        return List.of(
                context.getRoutes().size(),
                context.getRouteDefinitions().size(),
                context.getEndpoints().size(),
                context.getComponentNames().size(),
                (int) threads);
    }

    @Test
    void aSourcesTokenChangesToo() throws Exception {
        MountedSecret door = new MountedSecret(folder, "door").holds(Map.of("token", "first-" + Variant.CANARY));
        try (RunningGateway gateway = start(Map.of("source.acr.secret", "door"))) {
            String ping = "{\"id\":\"1\",\"action\":\"ping\"}";
            String first = "Bearer first-" + Variant.CANARY;
            String second = "Bearer second-" + Variant.CANARY;
            assertThat(gateway.post("/webhook/acr", ping, "Authorization", second)
                            .statusCode())
                    .isEqualTo(401);
            door.holds(Map.of("token", "second-" + Variant.CANARY));
            awaitRotations(1);

            assertThat(gateway.post("/webhook/acr", ping, "Authorization", first)
                            .statusCode())
                    .isEqualTo(401);
            assertThat(gateway.post("/webhook/acr", ping, "Authorization", second)
                            .statusCode())
                    .isEqualTo(202);
        }
    }

    @Test
    void aHostWithoutAnAddressShowsBeforeAnythingIsSent() throws Exception {
        secret.holds(Map.of("address", "https://nowhere.invalid/" + Variant.CANARY));
        try (RunningGateway gateway = start(Map.of())) {
            awaitReady(gateway, "team", "AddressNotFound");
            assertThat(ready(gateway, "team").path("message").asText()).contains("provider.team.address");
            secret.holds(address("new"));
            awaitReady(gateway, "team", "Succeeded");
        }
    }
}
