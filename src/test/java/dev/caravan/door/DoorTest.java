package dev.caravan.door;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.door.Wire.Answer;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The table of bad input; each refusal is held against the common oracle. */
final class DoorTest {
    private static final String JSON = "Content-Type: application/json\r\n";
    private static RunningDoor door;

    @BeforeAll
    static void open() throws Exception {
        door = new RunningDoor(RunningDoor.settings(), Limits.standard(), RunningDoor.stubs());
    }

    @AfterAll
    static void close() {
        door.close();
    }

    @BeforeEach
    void forget() {
        door.rejections.clear();
        door.recorded.clear();
    }

    static Stream<Arguments> badBodies() {
        return Stream.of(
                body("B1 broken JSON", JSON, "{\"a\":", 400, "invalid-json"),
                body("B2 nothing", JSON, "", 400, "empty-body"),
                body("B2 only blanks", JSON, " \n\t ", 400, "empty-body"),
                body("B2 only a byte order mark", JSON, "\u00ef\u00bb\u00bf", 400, "empty-body"),
                body("B3 plain text", "Content-Type: text/plain\r\n", "{}", 415, "unsupported-media-type"),
                body(
                        "B3 a form",
                        "Content-Type: application/x-www-form-urlencoded\r\n",
                        "a=1",
                        415,
                        "unsupported-media-type"),
                body(
                        "B3 multipart",
                        "Content-Type: multipart/form-data; boundary=x\r\n",
                        "--x--",
                        415,
                        "unsupported-media-type"),
                body("B3 JSON in name only", "Content-Type: text/foo+json\r\n", "{}", 415, "unsupported-media-type"),
                body("B4 no type", "", "{}", 415, "unsupported-media-type"),
                body(
                        "B5 UTF-16",
                        "Content-Type: application/json; charset=utf-16\r\n",
                        "{}",
                        415,
                        "unsupported-media-type"),
                body("B10 compressed", JSON + "Content-Encoding: gzip\r\n", "x", 415, "unsupported-media-type"),
                body("B12 long fraction", JSON, "{\"n\":0." + "9".repeat(100_000) + "}", 400, "number-too-long"),
                body("B13 Infinity", JSON, "{\"n\":-Infinity}", 400, "invalid-json"),
                body("trailing comma", JSON, "{\"a\":1,}", 400, "invalid-json"),
                body("comment", JSON, "/* x */ {}", 400, "invalid-json"),
                body("long name", JSON, "{\"" + "x".repeat(2000) + "\":1}", 400, "json-too-large"),
                body("control character", JSON, "{\"a\":\"\n\"}", 400, "invalid-json"));
    }

    private static Arguments body(String name, String headers, String bytes, int status, String code) {
        return Arguments.of(name, headers, bytes, status, code);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badBodies")
    void refusesBadBodies(String name, String headers, String bytes, int status, String code) throws Exception {
        for (String path : new String[] {"/webhook", "/webhook/acr"}) {
            forget();
            Answer answer = Wire.post(door.port(), path, headers, bytes.getBytes(ISO_8859_1));
            assertThat(answer.status()).as(name).isEqualTo(status);
            holdsAgainstTheOracle(answer, code, path.equals("/webhook") ? "none" : "acr");
        }
    }

    static Stream<Arguments> badHeads() {
        return Stream.of(
                head(
                        "B8 large",
                        "POST /webhook HTTP/1.1\r\nHost: x\r\nContent-Length: 10485760",
                        413,
                        "payload-too-large"),
                head("B29 GET", "GET /webhook HTTP/1.1\r\nHost: x", 405, "method-not-allowed"),
                head("B29 PUT", "PUT /webhook HTTP/1.1\r\nHost: x\r\nContent-Length: 2", 405, "method-not-allowed"),
                head("B29 DELETE", "DELETE /webhook/acr HTTP/1.1\r\nHost: x", 405, "method-not-allowed"),
                head("B29 TRACE", "TRACE /webhook HTTP/1.1\r\nHost: x", 405, "method-not-allowed"),
                head("B29 OPTIONS", "OPTIONS /webhook HTTP/1.1\r\nHost: x", 405, "method-not-allowed"),
                head("B30 path", "POST /webhooks HTTP/1.1\r\nHost: x\r\nContent-Length: 2", 404, "not-found"),
                head("B30 root", "GET / HTTP/1.1\r\nHost: x", 404, "not-found"),
                head("B30 dots", "POST /x/../webhook HTTP/1.1\r\nHost: x\r\nContent-Length: 2", 404, "not-found"),
                head(
                        "B39 long URI",
                        "POST /webhook/" + "x".repeat(10_240) + " HTTP/1.1\r\nHost: x",
                        414,
                        "uri-too-long"),
                head("long headers", "POST /webhook HTTP/1.1\r\nX: " + "x".repeat(20_000), 431, "headers-too-large"),
                head("no HTTP", "HELLO", 400, "bad-request"),
                head("odd length", "POST /webhook HTTP/1.1\r\nContent-Length: 1x", 400, "bad-request"),
                head(
                        "two lengths",
                        "POST /webhook HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2",
                        400,
                        "bad-request"),
                head(
                        "B42 expectation",
                        "POST /webhook HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 10485760",
                        413,
                        "payload-too-large"));
    }

    private static Arguments head(String name, String head, int status, String code) {
        return Arguments.of(name, head, status, code);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badHeads")
    void refusesBadHeadsAndEndsTheConnection(String name, String head, int status, String code) throws Exception {
        try (Wire wire = new Wire(door.port())) {
            wire.send(head + "\r\n\r\n");
            Answer answer = wire.answer();
            assertThat(answer.status()).as(name).isEqualTo(status);
            assertThat(answer.headers().get("allow")).isEqualTo(status == 405 ? "POST" : null);
            holdsAgainstTheOracle(answer, code, "none");
            assertThat(wire.isEnded()).isTrue();
        }
    }

    private static void holdsAgainstTheOracle(Answer answer, String code, String source) throws Exception {
        assertThat(answer.headers()).containsEntry("content-type", "application/problem+json");
        Map<?, ?> problem = answer.json();
        assertThat(problem.keySet().stream().map(String::valueOf))
                .containsExactlyInAnyOrder("type", "title", "status", "detail", "instance", "code", "requestId");
        assertThat(problem.get("code")).isEqualTo(code);
        assertThat(problem.get("status")).isEqualTo(answer.status());
        assertThat(problem.get("type")).isEqualTo("/problems/" + code);
        assertThat(problem.get("instance")).isEqualTo("urn:caravan:request:" + problem.get("requestId"));
        assertThat(answer.body()).hasSizeLessThan(2048).doesNotContain("tag", "java", "jackson", "camel", "xxx");
        assertThat(door.rejections).containsExactly(source + " " + code);
        assertThat(door.recorded).isEmpty();
        assertThat(Wire.post(door.port(), "/webhook", "{}").status()).isEqualTo(202);
        assertThat(door.recorded).hasSize(1);
    }

    @Test
    void saysWhereTheJsonBreaks() throws Exception {
        assertThat(Wire.post(door.port(), "/webhook", "{\"a\":").json().get("detail"))
                .isEqualTo("The body is not valid JSON at offset 5.");
    }

    @Test
    void saysWhichTypesItTakes() throws Exception {
        Answer answer = Wire.post(door.port(), "/webhook", "", "{}".getBytes(UTF_8));
        assertThat(answer.headers()).containsEntry("accept-post", "application/json, application/*+json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "Application/JSON ; charset=\"UTF-8\"",
                "application/vnd.docker.distribution.events.v2+json",
                "application/cloudevents+json; charset=utf-8"
            })
    void takesJsonOfEveryKind(String type) throws Exception {
        Answer answer = Wire.post(door.port(), "/webhook", "Content-Type: " + type + "\r\n", "{}".getBytes(UTF_8));
        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.headers()).containsEntry("content-type", "application/json");
        assertThat(answer.body()).isEqualTo("{\"id\":\"01J0\",\"source\":\"acr\",\"status\":\"accepted\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "\"x\"", "null", "true", "[1,2]", "\uFEFF{}", "{\"n\":1e308}", "{\"s\":\"\uFFFD\"}"})
    void takesEveryJsonDocument(String body) throws Exception {
        assertThat(Wire.post(door.port(), "/webhook", body).status()).isEqualTo(202);
    }

    @Test
    void takesALargeBodyWithinTheLimit() throws Exception {
        String body = "[\"" + "x".repeat(200_000) + "\",\"" + "y".repeat(200_000) + "\"]";
        assertThat(Wire.post(door.port(), "/webhook", body).status()).isEqualTo(202);
        assertThat(door.recorded).containsExactly(body);
    }

    /** B9: the body is not over, and nothing more of it has to come. */
    @Test
    void stopsReadingAChunkedBodyOneByteBeyondTheLimit() throws Exception {
        try (Wire wire = new Wire(door.port())) {
            wire.send(chunks(1024 * 1024) + "1\r\n \r\n");
            Answer answer = wire.answer();
            assertThat(answer.status()).isEqualTo(413);
            holdsAgainstTheOracle(answer, "payload-too-large", "none");
            assertThat(wire.isEnded()).isTrue();
        }
    }

    @Test
    void readsAChunkedBodyUpToTheLimit() throws Exception {
        try (Wire wire = new Wire(door.port())) {
            wire.send(chunks(1024 * 1024) + "0\r\n\r\n");
            holdsAgainstTheOracle(wire.answer(), "empty-body", "none");
        }
    }

    private static String chunks(int bytes) {
        String chunk = "10000\r\n" + " ".repeat(65_536) + "\r\n";
        return "POST /webhook HTTP/1.1\r\nHost: x\r\n" + JSON + "Transfer-Encoding: chunked\r\n\r\n"
                + chunk.repeat(bytes / 65_536);
    }

    @Test
    void asksForTheBodyOfAnExpectation() throws Exception {
        try (Wire wire = new Wire(door.port())) {
            wire.send("POST /webhook HTTP/1.1\r\nHost: x\r\n" + JSON
                    + "Expect: 100-continue\r\nContent-Length: 2\r\n\r\n");
            assertThat(wire.answer().status()).isEqualTo(100);
            wire.send("{}");
            assertThat(wire.answer().status()).isEqualTo(202);
        }
    }

    @Test
    void answersRequestsOfOneConnectionInOrder() throws Exception {
        try (Wire wire = new Wire(door.port())) {
            String post = "POST /webhook HTTP/1.1\r\nHost: x\r\n" + JSON + "Content-Length: ";
            wire.send(post + "2\r\n\r\n{}" + post + "1\r\n\r\n{" + post + "2\r\n\r\n[]");
            assertThat(wire.answer().status()).isEqualTo(202);
            assertThat(wire.answer().status()).isEqualTo(400);
            assertThat(wire.answer().status()).isEqualTo(202);
        }
    }

    @Test
    void letsNoHeaderAndNoQueryIn() throws Exception {
        String headers = JSON
                + "CamelHttpUri: http://evil\r\nCAmelHttpUri: http://evil\r\norg.apache.camel.x: y\r\n"
                + "operationName: drop\r\nCamelFileName: ../../x\r\nX-Foo: bar\r\nX-GitHub-Event: push\r\n";
        Answer answer = Wire.post(door.port(), "/webhook?CamelBeanMethodName=x&a=b", headers, "{}".getBytes(UTF_8));
        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.headers()).containsOnlyKeys("content-type", "content-length");
        assertThat(door.headersSeen).isEmpty();
        assertThat(door.requestSeen).isEqualTo(Map.of("x-github-event", "push"));
    }

    @Test
    void answersNoBodyToHead() throws Exception {
        try (Wire wire = new Wire(door.port())) {
            wire.send("HEAD /webhook HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(wire.readAll()).startsWith("HTTP/1.1 405 ").endsWith("\r\n\r\n");
        }
    }
}
