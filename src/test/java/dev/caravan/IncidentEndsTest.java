package dev.caravan;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a problem opened its end closes: from the payloads of a source to what the services of incidents are sent. */
final class IncidentEndsTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Path SAMPLES = RunningGateway.ROUTES.resolve("sources/grafana/samples");
    private static final String KEY = "c6eadffa33fcdf01";

    @TempDir
    Path folder;

    private final WireMockServer service =
            new WireMockServer(options().bindAddress("127.0.0.1").dynamicPort().globalTemplating(false));

    @BeforeEach
    void start() {
        service.start();
        service.stubFor(any(anyUrl()).atPriority(10).willReturn(okJson("{}")));
    }

    @AfterEach
    void stop() {
        service.stop();
    }

    /** What a provider of this type sends for an alert of Grafana that fires, and then is resolved. */
    private List<LoggedRequest> told(String type, String path, Map<String, String> settings) throws Exception {
        Map<String, String> properties = new TreeMap<>(Map.of(
                "provider.ops.type",
                type,
                "provider.ops.rate",
                "0",
                "provider.ops.address",
                "http://127.0.0.1:" + service.port() + path));
        settings.forEach((key, value) -> properties.put("provider.ops." + key, value));
        try (RunningGateway gateway = RunningGateway.start(folder, properties)) {
            for (String sample : List.of("firing.json", "resolved.json")) {
                assertThat(gateway.post("/webhook/grafana", Samples.read(SAMPLES.resolve(sample)))
                                .statusCode())
                        .isEqualTo(202);
                gateway.awaitIdle(PATIENCE);
            }
            assertThat(gateway.deadLetters("ops")).isEmpty();
        }
        return new ArrayList<>(Recorded.requests(service).toList());
    }

    private static JsonNode body(LoggedRequest request) throws Exception {
        return Samples.JSON.readTree(request.getBodyAsString());
    }

    @ParameterizedTest
    @CsvSource({
        "pagerduty, '', channel, /event_action, trigger, resolve, /dedup_key",
        "incidentio, /alerts, token, /status, firing, resolved, /deduplication_key"
    })
    void theSameKeyOpensAndCloses(
            String type, String path, String secret, String state, String opens, String closes, String key)
            throws Exception {
        List<LoggedRequest> told = told(type, path, Map.of(secret, "secret"));
        assertThat(told).hasSize(2);
        assertThat(body(told.get(0)).at(state).asText()).isEqualTo(opens);
        assertThat(body(told.get(1)).at(state).asText()).isEqualTo(closes);
        for (LoggedRequest request : told) {
            assertThat(body(request).at(key).asText()).isEqualTo(KEY);
        }
    }

    @Test
    void opsgenieClosesByTheAlias() throws Exception {
        List<LoggedRequest> told = told("opsgenie", "/v2/alerts", Map.of("token", "secret"));
        assertThat(told)
                .extracting(LoggedRequest::getUrl)
                .containsExactly("/v2/alerts", "/v2/alerts/" + KEY + "/close?identifierType=alias");
        assertThat(body(told.get(0)).at("/alias").asText()).isEqualTo(KEY);
    }

    @Test
    void alertmanagerKnowsTheEndByTheSameLabels() throws Exception {
        List<LoggedRequest> told = told("alertmanager", "/api/v2/alerts", Map.of());
        JsonNode fires = body(told.get(0)).get(0);
        JsonNode ends = body(told.get(1)).get(0);
        assertThat(fires.get("labels")).isEqualTo(ends.get("labels")).isNotEmpty();
        assertThat(fires.get("endsAt").asText())
                .isGreaterThan(fires.get("startsAt").asText());
        assertThat(ends.get("endsAt").asText()).isLessThan(fires.get("endsAt").asText());
        assertThat(ends.has("startsAt")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "'[{\"id\":17,\"time\":1}]', PATCH, /api/annotations/17",
        "'[{\"id\":17,\"time\":1,\"timeEnd\":1}]', PATCH, /api/annotations/17",
        "'[{\"id\":17,\"time\":1,\"timeEnd\":2}]', POST, /api/annotations",
        "'[]', POST, /api/annotations"
    })
    void grafanaEndsTheAnnotationThatIsOpen(String existing, String method, String url) throws Exception {
        service.stubFor(get(urlPathEqualTo("/api/annotations")).willReturn(okJson(existing)));
        List<LoggedRequest> told = told("grafana", "/api/annotations", Map.of("token", "secret"));
        assertThat(told).hasSize(3);
        assertThat(body(told.get(0)).at("/tags/0").asText()).isEqualTo("incident=" + KEY);
        assertThat(told.get(1).getUrl()).isEqualTo("/api/annotations?limit=1&tags=incident%3D" + KEY);
        assertThat(told.get(2).getMethod().getName()).isEqualTo(method);
        assertThat(told.get(2).getUrl()).isEqualTo(url);
        assertThat(body(told.get(2)).has("timeEnd")).isEqualTo(method.equals("PATCH"));
    }
}
