package dev.caravan;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.journal.DeadLetter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Failures that look like success, success that looks like a failure, and answers that give away what they were asked at. */
final class DisguisedAnswersTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @TempDir
    Path folder;

    private final FakeProviders providers = new FakeProviders();

    @BeforeEach
    void forget() {
        providers.reset();
    }

    @AfterEach
    void stop() {
        providers.close();
    }

    private List<DeadLetter> deliver(String type, String... more) throws Exception {
        Map<String, String> properties = new TreeMap<>(Map.of(
                "provider.team.type",
                type,
                "provider.team.rate",
                "0",
                "provider.team.address",
                providers.address("team")));
        for (int at = 0; at < more.length; at += 2) {
            properties.put("provider.team." + more[at], more[at + 1]);
        }
        try (RunningGateway gateway = RunningGateway.start(folder, properties)) {
            gateway.append(Samples.event(type.equals("gitlab") ? "commit-progress" : "acr-push"));
            gateway.awaitIdle(PATIENCE);
            return gateway.deadLetters("team");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "slack, invalid_payload",
        "slack, <html>sign in</html>",
        "msteams, Webhook message delivery failed with error: Connector configuration not found"
    })
    void aStatusOfSuccessWithAnotherTextIsARefusal(String type, String text) throws Exception {
        providers.answers("team", aResponse().withStatus(200).withBody(text));
        assertThat(deliver(type)).singleElement().satisfies(letter -> {
            assertThat(letter.status()).isEqualTo(200);
            assertThat(letter.answer()).isEqualTo(text);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"ok", "ok\n", "", "{\"ok\": true}"})
    void whatSlackAndItsLikeSayOfSuccessIsSuccess(String text) throws Exception {
        providers.answers("team", aResponse().withStatus(200).withBody(text));
        assertThat(deliver("slack")).isEmpty();
        assertThat(providers.requests("team")).hasSize(1);
    }

    @Test
    void aFailureThatSaysTheStatusIsThereAlreadyIsNoDeadLetter() throws Exception {
        providers.answers("team", aResponse().withStatus(200).withBody("[]"));
        providers.answersPost(
                "team",
                aResponse()
                        .withStatus(400)
                        .withBody("{\"message\":\"Cannot transition status via :run from :running\"}"));
        assertThat(deliver(
                        "gitlab",
                        "address",
                        "https://gitlab.example/acme/web",
                        "token",
                        "t0ken",
                        "api",
                        providers.address("team")))
                .isEmpty();
        assertThat(providers.messages("team")).hasSize(1);
    }

    @Test
    void whatAServiceRepeatsOfItsAddressIsNotKept() throws Exception {
        providers.answers(
                "team",
                aResponse()
                        .withStatus(400)
                        .withBody("Cannot POST {{request.url}}")
                        .withTransformers("response-template"));
        assertThat(deliver("generic"))
                .singleElement()
                .satisfies(letter -> assertThat(letter.answer()).isEqualTo("Cannot POST …"));
    }
}
