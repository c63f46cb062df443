package dev.caravan;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.caravan.configuration.ConfigurationException;
import dev.caravan.journal.DeadLetter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What comes within a digest's time is told as one message, and nothing of it is lost on the way. */
final class DigestTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Pattern NUMBER = Pattern.compile("number (\\d+)\\.");

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    private final FakeProviders providers = new FakeProviders();

    @AfterEach
    void stop() {
        providers.close();
    }

    private RunningGateway start(String digest, String... more) throws Exception {
        Map<String, String> properties = new TreeMap<>(Map.of(
                "provider.team.type",
                "slack",
                "provider.team.address",
                providers.address("team"),
                "provider.team.rate",
                "0",
                "provider.team.digest",
                digest));
        for (int at = 0; at < more.length; at += 2) {
            properties.put(more[at], more[at + 1]);
        }
        return RunningGateway.start(folder, properties);
    }

    private static String append(RunningGateway gateway, int number, String severity) {
        Map<String, Object> event = new HashMap<>(Samples.event("acr-push"));
        event.put("message", "number " + number + ".");
        event.put("severity", severity);
        return gateway.append(event);
    }

    /** Told at once, since nothing was told before. */
    private void tellFirst(RunningGateway gateway) {
        append(gateway, 0, "info");
        await().atMost(PATIENCE).until(() -> gateway.attempts("delivered") == 1);
    }

    private List<String> told() {
        return providers.requests("team").stream()
                .map(request -> request.getBodyAsString())
                .toList();
    }

    private List<Integer> numbers() {
        return told().stream()
                .flatMap(body -> NUMBER.matcher(body).results())
                .map(found -> Integer.valueOf(found.group(1)))
                .toList();
    }

    @Test
    void theFirstIsToldAtOnceAndWhatComesMeanwhileAsOne() throws Exception {
        try (RunningGateway gateway = start("3s")) {
            tellFirst(gateway);
            for (int number = 1; number <= 4; number++) {
                append(gateway, number, number == 2 ? "error" : "info");
            }
            gateway.awaitIdle(PATIENCE);
            assertThat(told()).hasSize(2);
            assertThat(told().get(0)).isEqualTo("{\"text\":\"number 0.\"}");
            assertThat(told().get(1))
                    .isEqualTo(
                            "{\"text\":\"4 events, 1 error:\\n- number 1.\\n- error: number 2.\\n- number 3.\\n- number 4.\"}");
        }
    }

    @Test
    void oneAloneIsToldAsItIs() throws Exception {
        try (RunningGateway gateway = start("1s")) {
            tellFirst(gateway);
            append(gateway, 1, "info");
            gateway.awaitIdle(PATIENCE);
            assertThat(told()).containsExactly("{\"text\":\"number 0.\"}", "{\"text\":\"number 1.\"}");
        }
    }

    @Test
    void whatNoAlertLetsThroughIsInNone() throws Exception {
        try (RunningGateway gateway =
                start("3s", "alert.bad.providers", "team", "alert.bad.exclude[0]", "number [135]\\.")) {
            tellFirst(gateway);
            IntStream.rangeClosed(1, 5).forEach(number -> append(gateway, number, "info"));
            gateway.awaitIdle(PATIENCE);
            assertThat(told().get(1)).contains("2 events:");
            assertThat(numbers()).containsExactly(0, 2, 4);
        }
    }

    @Test
    void moreThanAMessageHoldsGoesOnWithoutAWait() throws Exception {
        try (RunningGateway gateway = start("4s")) {
            tellFirst(gateway);
            IntStream.rangeClosed(1, 45).forEach(number -> append(gateway, number, "info"));
            gateway.awaitIdle(PATIENCE);
            assertThat(told()).hasSize(4);
            assertThat(numbers())
                    .containsExactlyElementsOf(
                            IntStream.rangeClosed(0, 45).boxed().toList());
        }
    }

    @Test
    void aRefusedOneBecomesADeadLetterForEachEvent() throws Exception {
        try (RunningGateway gateway = start("3s")) {
            tellFirst(gateway);
            providers.answers("team", aResponse().withStatus(400));
            List<String> ids = List.of(append(gateway, 1, "info"), append(gateway, 2, "info"));
            gateway.awaitIdle(PATIENCE);
            List<DeadLetter> dead = gateway.deadLetters("team");
            assertThat(dead).extracting(DeadLetter::eventId).containsExactlyInAnyOrderElementsOf(ids);
            assertThat(dead).allSatisfy(letter -> {
                assertThat(letter.body()).containsPattern(NUMBER).doesNotContain("2 events");
                assertThat(letter.status()).isEqualTo(400);
                assertThat(letter.source()).isEqualTo("acr");
            });
        }
    }

    @Test
    void afterARefusalThatHoldsTheLaneAllAreTold() throws Exception {
        try (RunningGateway gateway = start("1s")) {
            tellFirst(gateway);
            providers.answersFirst("team", aResponse().withStatus(401));
            append(gateway, 1, "info");
            append(gateway, 2, "info");
            gateway.awaitIdle(PATIENCE);
            assertThat(gateway.attempts("unauthorised")).isEqualTo(1);
            assertThat(told().get(told().size() - 1)).contains("number 1.", "number 2.");
            assertThat(gateway.deadLetters("team")).isEmpty();
        }
    }

    @Test
    void whatWaitsWhenTheGatewayStopsIsToldAfterItsStart() throws Exception {
        try (RunningGateway gateway = start("1h")) {
            tellFirst(gateway);
            IntStream.rangeClosed(1, 3).forEach(number -> append(gateway, number, "info"));
        }
        try (RunningGateway gateway = start("1h")) {
            gateway.awaitIdle(PATIENCE);
        }
        assertThat(numbers()).containsExactly(0, 1, 2, 3);
    }

    @ParameterizedTest
    @CsvSource({
        "github, 1, 'is nothing for type github, which tells each event by itself'",
        "slack, 2, 'needs one attempt at a time'"
    })
    void whereItCannotBeKeptItIsRefused(String type, String concurrency, String what) {
        assertThatThrownBy(() -> start(
                        "30s",
                        "provider.team.type",
                        type,
                        "provider.team.token",
                        "x",
                        "provider.team.concurrency",
                        concurrency))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("provider.team.digest " + what);
    }
}
