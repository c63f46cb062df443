package dev.caravan;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a host answers to the first request of an attempt steers nothing of the second. */
final class HostileAnswersTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    @Test
    void noFieldOfAnAnswerGetsIntoTheNextRequest() throws Exception {
        try (FakeHosts hosts = new FakeHosts();
                FakeHosts elsewhere = new FakeHosts()) {
            for (String type : FakeHosts.types()) {
                hosts.answersFirst(
                        type,
                        aResponse()
                                .withStatus(200)
                                .withHeader("CamelHttpUri", elsewhere.url())
                                .withHeader("camelhttpuri", elsewhere.url())
                                .withHeader("CamelHttpPath", "/evil")
                                .withHeader("CamelHttpQuery", "evil=1")
                                .withHeader("CamelHttpMethod", "DELETE")
                                .withHeader("Authorization", "Bearer evil")
                                .withHeader("Private-Token", "evil")
                                .withHeader("X-Evil", "evil")
                                .withHeader("Location", elsewhere.url())
                                .withHeader("Content-Type", "application/evil; charset=UTF-16")
                                .withHeader("Set-Cookie", "evil=1")
                                .withBody("[]"));
            }
            try (RunningGateway gateway = RunningGateway.start(folder, hosts.providers())) {
                gateway.append(event());
                gateway.awaitIdle(PATIENCE);
                assertThat(gateway.journal().deadLetters(10, null, null)).isEmpty();
            }

            assertThat(elsewhere.all()).isEmpty();
            assertThat(FakeHosts.types()).allSatisfy(type -> unharmed(hosts.requests(type)));
        }
    }

    private static void unharmed(List<LoggedRequest> requests) {
        assertThat(requests)
                .extracting(request -> request.getMethod().getName())
                .containsExactly("GET", "POST");
        LoggedRequest told = requests.get(1);
        assertThat(told.getUrl() + told.getHeaders()).doesNotContainIgnoringCase("evil");
        assertThat(told.getHeader("Content-Type")).startsWith("application/json");
        assertThatCode(() -> Samples.parse(told.getBodyAsString())).doesNotThrowAnyException();
    }

    private static Map<String, Object> event() {
        Map<String, Object> event = new HashMap<>();
        event.put("involvedObject", Map.of("kind", "Kustomization", "namespace", "apps", "name", "webapp"));
        event.put("severity", "error");
        event.put("reason", "ValidationFailed");
        event.put("message", "validation failed: größer 🚀");
        event.put("metadata", Map.of("commit", "731f7eaddfb6af01cb2173e18f0f75b0ba780ef1"));
        return event;
    }
}
