package dev.caravan;

import static dev.caravan.BadInput.JSON;
import static dev.caravan.BadInput.post;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import dev.caravan.door.Wire;
import dev.caravan.door.Wire.Answer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Requests that look bad and are taken all the same, and what comes of them. */
final class OddInputTest {
    private static final String PUSH = """
            {"id":"%s","action":"push","target":{"repository":"sk/web","tag":"1"},"request":{"host":"r.example"}}""";
    private static final String FLUX = """
            {"involvedObject":{"kind":"Kustomization","namespace":"apps","name":"web"},"severity":"info","reason":"Applied",\
            "timestamp":"2026-11-21T00:00:00Z","message":"Applied","reportingController":"kustomize-controller"}""";
    private static final String LINE = "POST /webhook HTTP/1.1\r\nHost: x\r\n" + JSON;

    private static FakeProviders providers;
    private static RunningGateway gateway;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        providers = new FakeProviders();
        Map<String, String> properties = new HashMap<>();
        for (String name : List.of("team", "deaf")) {
            properties.put("provider." + name + ".type", "generic");
            properties.put("provider." + name + ".address", providers.address(name));
            properties.put("provider." + name + ".rate", "0");
        }
        properties.put("alert.all.providers", "team");
        properties.put("alert.flux.providers", "deaf");
        properties.put("alert.flux.sources", "flux");
        gateway = RunningGateway.start(folder, properties);
    }

    @AfterAll
    static void stop() {
        gateway.close();
        providers.close();
    }

    static Stream<Arguments> odd() {
        return Stream.of(
                Arguments.of("B15 a scalar is kept for a replay", post("/webhook", JSON, "1"), "parked"),
                Arguments.of("B15 so is an array", post("/webhook", JSON, "[{\"a\":1}]"), "parked"),
                Arguments.of(
                        "B16 what misses the member it is known by is not recognised",
                        post("/webhook", JSON, "{\"action\":\"push\",\"target\":{\"tag\":\"1\"}}"),
                        "parked"),
                Arguments.of(
                        "B16 so it is where the path names the source",
                        post("/webhook/acr", JSON, "{\"action\":\"push\",\"target\":{\"tag\":\"1\"}}"),
                        "parked"),
                Arguments.of(
                        "B17 what says null of what it is about says nothing",
                        post("/webhook", JSON, push("b17").replace("\"sk/web\"", "null")),
                        "parked"),
                Arguments.of(
                        "B17 nor does a Flux event without a message",
                        post("/webhook", JSON, FLUX.replace("\"Applied\"", "null")),
                        "parked"),
                Arguments.of(
                        "B18 an action that the predicate does not list",
                        post("/webhook", JSON, push("b18").replace("\"push\"", "\"frobnicate\"")),
                        "parked"),
                Arguments.of("an absolute URI", post("http://evil.example/webhook", JSON, push("abs")), "accepted"),
                Arguments.of("a folded field", post("/webhook", JSON + "X: a\r\n b\r\n", push("fold")), "accepted"),
                Arguments.of(
                        "HTTP/1.0", post("/webhook", JSON, push("1.0")).replace("HTTP/1.1", "HTTP/1.0"), "accepted"),
                Arguments.of(
                        "chunks with extensions and a trailer",
                        LINE + "Transfer-Encoding: chunked\r\n\r\n"
                                + Integer.toHexString(push("ext").length()) + ";a=b\r\n" + push("ext")
                                + "\r\n0\r\nX: y\r\n\r\n",
                        "accepted"),
                Arguments.of(
                        "200 header fields", post("/webhook", JSON + "X: y\r\n".repeat(200), push("200")), "accepted"));
    }

    private static String push(String id) {
        return PUSH.formatted(id);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("odd")
    void isTaken(String name, String request, String status) throws Exception {
        long parked = gateway.journal().counts().deadLetters();
        Answer answer = Wire.raw(gateway.port(), request);
        assertThat(answer.status()).as(name + ": " + answer.body()).isEqualTo(202);
        assertThat(answer.json().get("status")).isEqualTo(status);
        assertThat(gateway.journal().counts().deadLetters()).isEqualTo(status.equals("parked") ? parked + 1 : parked);
    }

    @Test
    void aTypeThatEndsInJsonIsTaken_B6() throws Exception {
        Samples.Payload distribution = Samples.payloads().stream()
                .filter(payload -> payload.source().equals("distribution"))
                .findFirst()
                .orElseThrow();
        Answer answer = Wire.post(
                gateway.port(),
                "/webhook",
                "Content-Type: application/vnd.docker.distribution.events.v2+json\r\n",
                Samples.read(distribution.file()).getBytes(UTF_8));
        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.json().get("source")).isEqualTo("distribution");
    }

    @Test
    void anEventThatNoAlertLetsThroughIsCountedAndToldNobody_B19() throws Exception {
        double before = gateway.count("events_passed_over", "provider", "deaf", "reason", "no-alert");
        gateway.post("/webhook", push("b19"));
        gateway.awaitIdle(Duration.ofMinutes(1));
        assertThat(gateway.count("events_passed_over", "provider", "deaf", "reason", "no-alert"))
                .isEqualTo(before + 1);
        assertThat(providers.requests("deaf")).isEmpty();
    }

    @Test
    void aDeliveryThatComesTwiceIsToldOnce_B35() throws Exception {
        assertThat(gateway.post("/webhook", push("b35")).body()).contains("\"accepted\"");
        assertThat(gateway.post("/webhook", push("b35")).body()).contains("\"duplicate\"");
        gateway.post("/webhook", push("b35-next"));
        gateway.awaitIdle(Duration.ofMinutes(1));
        assertThat(providers.requests("team").stream()
                        .map(LoggedRequest::getBodyAsString)
                        .filter(body -> body.contains("Pushed image sk/web:1")))
                .isNotEmpty();
        assertThat(gateway.attempts("delivered"))
                .isEqualTo(providers.requests("team").size()
                        + providers.requests("deaf").size());
    }

    @Test
    void theSameAfterSomethingElseIsNoRepeat() throws Exception {
        String down = "{\"title\":\"web\",\"message\":\"down\"}";
        String up = down.replace("down", "up");
        assertThat(gateway.post("/webhook", down).body()).contains("\"accepted\"");
        assertThat(gateway.post("/webhook", down).body()).contains("\"duplicate\"");
        assertThat(gateway.post("/webhook", up).body()).contains("\"accepted\"");
        assertThat(gateway.post("/webhook", down).body()).contains("\"accepted\"");
        assertThat(gateway.post("/webhook", down).body()).contains("\"duplicate\"");
    }

    @Test
    void aPayloadChoosesNeitherIdNorSource() throws Exception {
        String forged = FLUX.replaceFirst("\\{", "{\"id\":\"mine\",\"source\":\"acr\",\"deliveryId\":\"mine\",");
        int before = providers.requests("deaf").size();
        String first = gateway.post("/webhook", forged).body();
        String second = gateway.post("/webhook", forged.replace("\"Applied\"", "\"Applied again\""))
                .body();
        assertThat(List.of(first, second))
                .allSatisfy(answer ->
                        assertThat(answer).contains("\"flux\"", "\"accepted\"").doesNotContain("mine"));
        gateway.awaitIdle(Duration.ofMinutes(1));
        assertThat(providers.requests("deaf")).as("the alert of flux").hasSize(before + 2);
        assertThat(gateway.management("/api/events")).doesNotContain("mine");
    }

    @Test
    void noHeaderAndNoQuerySteersADelivery_B38() throws Exception {
        int before = providers.requests("team").size();
        String fields = JSON + "CamelHttpUri: http://evil.example\r\nCAmelHttpUri: http://evil.example\r\n"
                + "CamelHttpPath: /evil\r\nCamelHttpQuery: evil=1\r\nCamelHttpMethod: DELETE\r\n"
                + "org.apache.camel.x: evil\r\noperationName: evil\r\nCamelFileName: ../../evil\r\nX-Evil: evil\r\n";
        String query = "?CamelBeanMethodName=evil&CamelHttpUri=http://evil.example";
        Answer answer = Wire.raw(gateway.port(), post("/webhook" + query, fields, push("b38")));
        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.headers()).containsOnlyKeys("content-type", "content-length");
        gateway.awaitIdle(Duration.ofMinutes(1));
        List<LoggedRequest> sent = providers.requests("team");
        assertThat(sent).hasSizeGreaterThan(before);
        assertThat(sent.get(sent.size() - 1).toString().toLowerCase(java.util.Locale.ROOT))
                .doesNotContain("evil");
        assertThat(sent.get(sent.size() - 1).getMethod().value()).isEqualTo("POST");
    }
}
