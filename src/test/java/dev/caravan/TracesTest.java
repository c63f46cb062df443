package dev.caravan;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One trace for each event, from the request that brought it to the last attempt, at a collector on the real wire. */
final class TracesTest {
    private static final String CALLER = "0af7651916cd43dd8448eb211c80319c";
    private static final String PUSH =
            "{\"id\":\"%s\",\"action\":\"push\",\"target\":{\"repository\":\"sk/web\",\"tag\":\"1\"}}";

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    @Test
    void oneTraceLeadsFromTheRequestToEveryAttempt() throws Exception {
        try (FakeProviders providers = new FakeProviders()) {
            providers.answersFirst("team", aResponse().withStatus(503));
            String event;
            try (RunningGateway gateway = RunningGateway.start(folder, properties(providers, "1"))) {
                event = id(gateway.post(
                        "/webhook", PUSH.formatted(1), "traceparent", "00-" + CALLER + "-b7ad6b7169203331-01"));
                gateway.awaitIdle(Duration.ofMinutes(1));
            }
            List<Span> spans = spans(providers);
            Span root = only(spans, "POST /webhook");
            assertThat(hex(root.getTraceId().toByteArray())).isEqualTo(traceOf(event));
            assertThat(root.getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_SERVER);
            assertThat(root.getParentSpanId().isEmpty()).isTrue();
            assertThat(root.getLinksList())
                    .singleElement()
                    .satisfies(link ->
                            assertThat(hex(link.getTraceId().toByteArray())).isEqualTo(CALLER));
            assertThat(attributes(root))
                    .contains("caravan.source=acr", "caravan.status=accepted", "caravan.event.id=" + event);
            List<Span> attempts = named(spans, "tell team");
            assertThat(attempts).hasSize(2).allSatisfy(attempt -> {
                assertThat(attempt.getTraceId()).isEqualTo(root.getTraceId());
                assertThat(attempt.getParentSpanId()).isEqualTo(root.getSpanId());
                assertThat(attempt.getEndTimeUnixNano()).isGreaterThanOrEqualTo(attempt.getStartTimeUnixNano());
            });
            assertThat(attributes(attempts.get(0)))
                    .contains("caravan.attempt=1", "http.response.status_code=503", "error.type=server-error");
            assertThat(attributes(attempts.get(1))).contains("caravan.attempt=2", "caravan.outcome=delivered");
            assertThat(named(spans, "tell ops")).hasSize(1);
            assertThat(spans.toString()).doesNotContain(Variant.CANARY);
            assertThat(providers.messages("team")).noneMatch(request -> request.containsHeader("traceparent"));
        }
    }

    @Test
    void aRequestThatTellsNothingHasATraceOfItsOwn() throws Exception {
        try (FakeProviders providers = new FakeProviders()) {
            try (RunningGateway gateway = RunningGateway.start(folder, properties(providers, "1"))) {
                gateway.post("/webhook", PUSH.formatted(1));
                gateway.post("/webhook", PUSH.formatted(1));
                gateway.post("/webhook", "{\"of\":\"nobody\"}");
                gateway.awaitIdle(Duration.ofMinutes(1));
            }
            List<Span> requests = named(spans(providers), "POST /webhook");
            assertThat(requests.stream().map(Span::getTraceId).distinct()).hasSize(3);
            assertThat(requests.stream().flatMap(span -> attributes(span).stream()))
                    .contains("caravan.status=accepted", "caravan.status=duplicate", "caravan.status=parked");
        }
    }

    @Test
    void aTraceIsKeptAsAWholeOrNotAtAll() throws Exception {
        int requests = 60;
        try (FakeProviders providers = new FakeProviders()) {
            try (RunningGateway gateway = RunningGateway.start(folder, properties(providers, "0.5"))) {
                for (int number = 0; number < requests; number++) {
                    gateway.post("/webhook", PUSH.formatted(number));
                }
                gateway.awaitIdle(Duration.ofMinutes(1));
            }
            Map<Object, Long> sizes =
                    spans(providers).stream().collect(Collectors.groupingBy(Span::getTraceId, Collectors.counting()));
            assertThat(sizes.values()).containsOnly(3L);
            assertThat(sizes.size()).isBetween(1, requests - 1);
        }
    }

    @Test
    void aCollectorThatIsAwayDelaysNothingAndIsToldOfOnce() throws Exception {
        try (FakeProviders providers = new FakeProviders();
                Logs logs = Logs.capture()) {
            Map<String, String> properties = properties(providers, "1");
            properties.put("tracing.endpoint", "http://127.0.0.1:" + RunningGateway.freePort() + "/v1/traces");
            try (RunningGateway gateway = RunningGateway.start(folder, properties)) {
                gateway.post("/webhook", PUSH.formatted(1));
                gateway.awaitIdle(Duration.ofMinutes(1));
            }
            assertThat(providers.messages("team")).hasSize(1);
            assertThat(logs.lines().stream().filter(line -> line.contains("Traces are dropped")))
                    .singleElement()
                    .satisfies(line -> assertThat(line)
                            .contains("ConnectException", "tracing.endpoint")
                            .doesNotContain(Variant.CANARY));
        }
    }

    private static Map<String, String> properties(FakeProviders providers, String share) {
        Map<String, String> properties = new TreeMap<>();
        for (String name : List.of("team", "ops")) {
            properties.put("provider." + name + ".type", "generic");
            properties.put("provider." + name + ".address", providers.address(name));
        }
        properties.put("tracing.endpoint", providers.address("collector"));
        properties.put("tracing.headers", "Authorization: Bearer " + Variant.CANARY);
        properties.put("tracing.share", share);
        return properties;
    }

    private static String id(HttpResponse<String> answer) {
        return String.valueOf(asMap(Samples.content(answer.body())).get("id"));
    }

    @SuppressWarnings("unchecked") // JSON objects have text as keys
    private static Map<String, Object> asMap(Object object) {
        return (Map<String, Object>) object;
    }

    private static List<Span> spans(FakeProviders providers) throws IOException {
        List<Span> spans = new ArrayList<>();
        for (LoggedRequest request : providers.messages("collector")) {
            assertThat(request.getHeader("Authorization")).isEqualTo("Bearer " + Variant.CANARY);
            ExportTraceServiceRequest.parseFrom(request.getBody()) // inflated by the server
                    .getResourceSpansList()
                    .forEach(resource ->
                            resource.getScopeSpansList().forEach(scope -> spans.addAll(scope.getSpansList())));
        }
        return spans;
    }

    private static Span only(List<Span> spans, String name) {
        List<Span> found = named(spans, name);
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private static List<Span> named(List<Span> spans, String name) {
        return spans.stream().filter(span -> span.getName().equals(name)).toList();
    }

    private static List<String> attributes(Span span) {
        return span.getAttributesList().stream().map(TracesTest::text).toList();
    }

    private static String text(KeyValue attribute) {
        return attribute.getKey() + "="
                + (attribute.getValue().hasIntValue()
                        ? Long.toString(attribute.getValue().getIntValue())
                        : attribute.getValue().getStringValue());
    }

    /** As the documentation has users find the trace of an event. */
    private static String traceOf(String event) throws Exception {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(event.getBytes(StandardCharsets.UTF_8));
        return hex(digest).substring(0, 32);
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
