package dev.caravan.management;

import static dev.caravan.management.RunningGateway.ACR;
import static dev.caravan.management.RunningGateway.ROUTES;
import static dev.caravan.management.RunningGateway.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.door.Wire;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ManagementTest {
    private static final List<String> SPELLINGS = List.of(
            "//api/providers",
            "/api//providers",
            "/api/providers/",
            "/API/providers",
            "/api/./providers",
            "/%61pi/providers",
            "/api%2fproviders",
            "/api/providers;x=1",
            "/api/providers?x=/observe/health",
            "/observe/health/../metrics",
            "/observe/health/%2e%2e/metrics",
            "/observe/health/..;/metrics",
            "/observe/health/../../api/providers",
            "/observe/health%2f..%2fmetrics",
            "/observe/healthy",
            "/observe/Metrics",
            "/observe/metrics/");

    @TempDir
    Path directory;

    private FakeProvider provider;

    @BeforeEach
    void startProvider() throws Exception {
        provider = new FakeProvider();
    }

    @AfterEach
    void stopProvider() {
        provider.close();
    }

    private RunningGateway start(String... more) throws Exception {
        String[] all = new String[more.length + 3];
        all[0] = "provider.team.type=generic";
        all[1] = "provider.team.address=" + provider.address();
        all[2] = "provider.team.rate=0";
        System.arraycopy(more, 0, all, 3, more.length);
        return new RunningGateway(directory, ROUTES, all);
    }

    @Test
    void providersAreListedWithMaskedAddressLagAndCondition() throws Exception {
        try (RunningGateway running = start()) {
            JsonNode team = running.ask("/api/providers").path("providers").path(0);
            assertThat(team.path("name").asText()).isEqualTo("team");
            assertThat(team.path("type").asText()).isEqualTo("generic");
            assertThat(team.path("address").asText())
                    .startsWith("http://127.0.0.1")
                    .doesNotContain("s3cr3t");
            assertThat(team.path("lag").path("events").asInt()).isZero();
            JsonNode ready = team.path("status").path("conditions").path(0);
            assertThat(ready.path("type").asText()).isEqualTo("Ready");
            assertThat(ready.path("status").asText()).isEqualTo("True");
            assertThat(ready.path("reason").asText()).isEqualTo("Succeeded");
            assertThat(ready.path("lastTransitionTime").asText()).matches("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z");
        }
    }

    @Test
    void aRefusedCredentialMakesAProviderNotReadyUntilADelivery() throws Exception {
        try (RunningGateway running = start()) {
            provider.status = 401;
            running.webhook("/webhook", ACR.formatted("1"));
            await().untilAsserted(() ->
                    assertThat(condition(running).path("reason").asText()).isEqualTo("Unauthorised"));
            assertThat(condition(running).path("status").asText()).isEqualTo("False");
            assertThat(condition(running).path("message").asText()).contains("provider.team.address");
            assertThat(running.get("/observe/metrics").body()).contains("provider_ready{provider=\"team\"} 0.0");
            provider.status = 200;
            running.webhook("/webhook", ACR.formatted("2"));
            await().untilAsserted(() ->
                    assertThat(condition(running).path("status").asText()).isEqualTo("True"));
        }
    }

    @Test
    void itShowsWhenAProviderWasLastDeliveredToAndWhenAndWhyItFailed() throws Exception {
        try (RunningGateway running = start("delivery.first-delay=10")) {
            assertThat(provider(running).has("lastDelivery")).isFalse();
            assertThat(provider(running).has("lastError")).isFalse();
            provider.status = 503;
            running.webhook("/webhook", ACR.formatted("1"));
            await().until(() -> provider(running).has("lastError"));
            assertThat(provider(running).path("lastError").path("reason").asText())
                    .isEqualTo("server-error");
            assertThat(provider(running).path("lastError").path("time").asText())
                    .matches("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z");
            provider.status = 200;
            await().until(() -> provider(running).has("lastDelivery"));
        }
    }

    private static JsonNode provider(RunningGateway running) throws Exception {
        return running.ask("/api/providers").path("providers").path(0);
    }

    private static JsonNode condition(RunningGateway running) throws Exception {
        return provider(running).path("status").path("conditions").path(0);
    }

    @Test
    void aDeadEventIsShownWholeAndDeliveredOnReplay() throws Exception {
        try (RunningGateway running = start()) {
            provider.status = 400;
            String event =
                    running.webhook("/webhook", ACR.formatted("1")).path("id").asText();
            String id = deadLetter(running);
            JsonNode letter = running.ask("/api/dead-letters/" + id);
            assertThat(letter.path("reason").asText()).isEqualTo("client-error");
            assertThat(letter.path("status").asInt()).isEqualTo(400);
            assertThat(letter.path("body").path("id").asText()).isEqualTo(event);
            provider.status = 200;
            HttpResponse<String> replayed = running.post("/api/dead-letters/" + id + "/replay", "");
            assertThat(replayed.statusCode()).isEqualTo(202);
            assertThat(json(replayed).path("status").asText()).isEqualTo("replayed");
            await().untilAsserted(() -> assertThat(provider.bodies).hasSize(2));
            assertThat(running.get("/api/dead-letters/" + id).statusCode()).isEqualTo(404);
        }
    }

    private static String deadLetter(RunningGateway running) throws Exception {
        await().until(() ->
                !running.ask("/api/dead-letters").path("deadLetters").isEmpty());
        return running.ask("/api/dead-letters")
                .path("deadLetters")
                .path(0)
                .path("id")
                .asText();
    }

    @Test
    void aPayloadThatIsStillUnrecognisedStaysTheOnlyDeadLetterOfItself() throws Exception {
        try (RunningGateway running = start()) {
            String id = running.webhook("/webhook", "{\"what\":1}").path("id").asText();
            HttpResponse<String> answer = running.post("/api/dead-letters/" + id + "/replay", "");
            assertThat(answer.statusCode()).isEqualTo(409);
            assertThat(json(answer).path("code").asText()).isEqualTo("still-unrecognised");
            assertThat(running.ask("/api/dead-letters").path("deadLetters")).hasSize(1);
            assertThat(running.get("/observe/metrics").body()).doesNotContain("still-unrecognised");
        }
    }

    @Test
    void aDeadLetterIsForgottenOnce() throws Exception {
        try (RunningGateway running = start()) {
            String id = running.webhook("/webhook", "{\"what\":1}").path("id").asText();
            assertThat(running.send("DELETE", "/api/dead-letters/" + id, "").statusCode())
                    .isEqualTo(204);
            assertThat(running.send("DELETE", "/api/dead-letters/" + id, "").statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void eventsAreListedNewestFirstUpToTheLimit() throws Exception {
        try (RunningGateway running = start()) {
            running.webhook("/webhook", ACR.formatted("1"));
            String last =
                    running.webhook("/webhook", ACR.formatted("2")).path("id").asText();
            JsonNode events = running.ask("/api/events?limit=1").path("events");
            assertThat(events).hasSize(1);
            assertThat(events.path(0).path("event").path("id").asText()).isEqualTo(last);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /nothing, 404, not-found",
        "POST, /api/providers, 405, method-not-allowed",
        "PUT, /api/dead-letters/1, 405, method-not-allowed",
        "POST, /observe/health, 405, method-not-allowed",
        "GET, /api/events?limit=0, 400, bad-parameter",
        "GET, /api/events?limit=1001, 400, bad-parameter",
        "GET, /api/dead-letters?limit=x, 400, bad-parameter",
        "GET, /api/dead-letters/none, 404, no-such-dead-letter",
        "POST, /api/dead-letters/none/replay, 404, no-such-dead-letter",
        "POST, /api/explain, 400, empty-body"
    })
    void errorsAreProblems(String method, String path, int status, String code) throws Exception {
        try (RunningGateway running = start()) {
            HttpResponse<String> answer = running.send(method, path, "");
            assertThat(answer.statusCode()).isEqualTo(status);
            assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
            assertThat(json(answer).path("code").asText()).isEqualTo(code);
            assertThat(answer.headers().firstValue("Allow").isPresent()).isEqualTo(status == 405);
        }
    }

    @Test
    void aBodyBeyondTheDoorsLimitIsRefused() throws Exception {
        try (RunningGateway running = start("webhook.max-body=1KiB")) {
            HttpResponse<String> answer = running.post("/api/explain", "x".repeat(1025));
            assertThat(answer.statusCode()).isEqualTo(413);
            assertThat(json(answer).path("code").asText()).isEqualTo("payload-too-large");
        }
    }

    @Test
    void explanationsGetBodyHeadersAndSource() throws Exception {
        try (RunningGateway running = start()) {
            running.gateway
                    .management()
                    .explain((body, headers, source) -> "{\"is\":\"%s %s %s\"}"
                            .formatted(new String(body, StandardCharsets.UTF_8), headers.get("x-kind"), source));
            HttpResponse<String> answer = running.post("/api/explain?source=acr", "hello", "X-Kind", "k");
            assertThat(json(answer).path("is").asText()).isEqualTo("hello k acr");
        }
    }

    @Test
    void aBodyIsExplainedWhateverItsTypeSaysItIs() throws Exception {
        try (RunningGateway running = start()) {
            running.gateway.management().explain((body, headers, source) -> "{\"is\":%d}".formatted(body.length));
            HttpResponse<String> answer = running.post(
                    "/api/explain", "{" + "a".repeat(20_000), "Content-Type", "application/x-www-form-urlencoded");
            assertThat(json(answer).path("is").asInt()).isEqualTo(20_001);
        }
    }

    @Test
    void aQueryThatCannotBeDecodedIsABadParameter() throws Exception {
        try (RunningGateway running = start()) {
            Wire.Answer answer = Wire.raw(
                    running.gateway.management().port(),
                    "GET /api/events?limit=%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.json().get("code")).isEqualTo("bad-parameter");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/providers", "/api/dead-letters", "/observe/metrics", "/nothing"})
    void theTokenIsDemandedEverywhereButForHealth(String path) throws Exception {
        try (RunningGateway running = start("management.token=right")) {
            assertThat(running.get(path).statusCode()).isEqualTo(401);
            assertThat(running.get(path, "Authorization", "Bearer wrong").statusCode())
                    .isEqualTo(401);
            assertThat(running.get(path, "Authorization", "Bearer right").statusCode())
                    .isNotEqualTo(401);
            String basic = Base64.getEncoder().encodeToString("any:right".getBytes(StandardCharsets.UTF_8));
            assertThat(running.get(path, "Authorization", "Basic " + basic).statusCode())
                    .isNotEqualTo(401);
            assertThat(running.get("/observe/health").statusCode()).isEqualTo(200);
            assertThat(running.get("/observe/health/live").statusCode()).isEqualTo(200);
            assertThat(running.get("/observe/health/ready").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void noSpellingOfAPathIsAWayAroundTheToken() throws Exception {
        try (RunningGateway running = start("management.token=right")) {
            for (String path : SPELLINGS) {
                HttpResponse<String> answer = running.get(path);
                assertThat(answer.statusCode()).as(path).isBetween(400, 499);
                assertThat(answer.headers().map().keySet()).noneMatch(name -> name.startsWith("access-control-"));
                assertThat(answer.body()).doesNotContain("jvm_", "\"providers\"");
            }
        }
    }

    @Test
    void aParameterIsAValueAndNoSql() throws Exception {
        try (RunningGateway running = start()) {
            running.webhook("/webhook", "{\"nobody\":\"knows\"}");
            String evil = URLEncoder.encode("x' OR '1'='1'; DROP TABLE dead_letter; --", StandardCharsets.UTF_8);
            assertThat(running.get("/api/dead-letters?provider=" + evil).body()).doesNotContain("nobody");
            assertThat(running.get("/api/dead-letters?reason=" + evil).body()).doesNotContain("nobody");
            assertThat(running.get("/api/dead-letters/" + evil).statusCode()).isBetween(400, 499);
            assertThat(running.get("/api/dead-letters?reason=unrecognised").body())
                    .contains("unrecognised");
        }
    }

    @Test
    void aWebPageMayChangeNothing() throws Exception {
        try (RunningGateway running = start()) {
            HttpResponse<String> answer =
                    running.post("/api/dead-letters/1/replay", "", "Origin", "https://elsewhere.example");
            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(json(answer).path("code").asText()).isEqualTo("cross-origin");
        }
    }

    @Test
    void aStopTakesReadinessDownAtOnceWhileAnAttemptFinishes() throws Exception {
        RunningGateway running = start();
        provider.hold = new CountDownLatch(1);
        running.webhook("/webhook", ACR.formatted("1"));
        await().until(() -> !provider.bodies.isEmpty());
        CompletableFuture<Void> stopped = CompletableFuture.runAsync(running::close);
        await().untilAsserted(() -> {
            HttpResponse<String> ready = running.get("/observe/health/ready");
            assertThat(ready.statusCode()).isEqualTo(503);
            assertThat(ready.body()).contains("stopping");
        });
        assertThat(running.get("/observe/health/live").statusCode()).isEqualTo(200);
        provider.hold.countDown();
        stopped.join();
        assertThat(provider.bodies).hasSize(1);
    }
}
