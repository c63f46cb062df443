package dev.caravan;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.caravan.delivery.Deliveries;
import dev.caravan.journal.DeadLetter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of events whose provider refuses the credentials, or finds the message too large. */
final class HeldLaneTest {
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

    private RunningGateway start(String... properties) throws Exception {
        Map<String, String> all = new TreeMap<>(Map.of(
                "provider.team.type", "slack",
                "provider.team.format", "attachments",
                "provider.team.rate", "0",
                "provider.team.address", providers.address("team")));
        for (int i = 0; i < properties.length; i += 2) {
            all.put(properties[i], properties[i + 1]);
        }
        return RunningGateway.start(folder, all);
    }

    @Test
    void refusedCredentialsKeepEveryEventAndItsOrder() throws Exception {
        providers.answers("team", aResponse().withStatus(403).withBody("invalid_token"));
        try (RunningGateway gateway = start("delivery.first-hold", "200", "provider.team.give-up-after", "1s")) {
            gateway.append(Samples.event("acr-push"));
            gateway.append(Samples.event("acr-delete"));
            await().atMost(PATIENCE)
                    .until(() ->
                            providers.requests("team").size() >= 3); // one event, however often: the lane waits with it
            assertThat(providers.requests("team"))
                    .allSatisfy(request -> assertThat(request.getBodyAsString()).contains("Pushed"));
            assertThat(gateway.management("/api/providers"))
                    .contains("Unauthorised")
                    .contains("create a new one");
            providers.reset();
            gateway.awaitIdle(PATIENCE);
            assertThat(gateway.deadLetters("team"))
                    .as("though older than give-up-after")
                    .isEmpty();
            assertThat(providers.requests("team"))
                    .extracting(request -> request.getBodyAsString().contains("Pushed"))
                    .containsExactly(true, false);
        }
    }

    @Test
    void theTimeOfAHoldIsNoReasonToGiveUp() throws Exception {
        providers.answers("team", aResponse().withStatus(401));
        try (RunningGateway gateway = start("delivery.first-hold", "1500", "provider.team.give-up-after", "1s")) {
            gateway.append(Samples.event("acr-push"));
            await().atMost(PATIENCE).until(() -> providers.requests("team").size() == 1);
            providers.reset();
            providers.answersFirst("team", aResponse().withStatus(503));
            gateway.awaitIdle(PATIENCE);
            assertThat(gateway.deadLetters("team")).isEmpty();
            assertThat(providers.requests("team"))
                    .as("a failure, and a delivery")
                    .hasSize(2);
        }
    }

    @Test
    void aLaneIsResumedBeforeItsPauseIsOver() throws Exception {
        providers.answersFirst("team", aResponse().withStatus(401));
        try (RunningGateway gateway = start("delivery.first-hold", "3600000")) {
            gateway.append(Samples.event("acr-push"));
            await().atMost(PATIENCE)
                    .until(() -> gateway.management("/api/providers").contains("Unauthorised"));
            assertThat(providers.requests("team")).hasSize(1);
            gateway.context()
                    .getRegistry()
                    .lookupByNameAndType("deliveries", Deliveries.class)
                    .resume("team");
            gateway.awaitIdle(PATIENCE);
            assertThat(providers.requests("team")).hasSize(2);
        }
    }

    @Test
    void aStopLeavesAHeldEventInTheJournal() throws Exception {
        providers.answers("team", aResponse().withStatus(401));
        try (RunningGateway gateway = start("delivery.first-hold", "3600000")) {
            gateway.append(Samples.event("acr-push"));
            await().atMost(PATIENCE)
                    .until(() -> gateway.management("/api/providers").contains("Unauthorised"));
        }
        providers.reset();
        try (RunningGateway gateway = start()) {
            gateway.awaitIdle(PATIENCE);
            assertThat(providers.requests("team")).hasSize(1);
        }
    }

    @Test
    void aMessageTooLargeIsSentOnceMoreAndThenGivenUp() throws Exception {
        providers.answers("team", aResponse().withStatus(400).withBody("too_many_attachments"));
        try (RunningGateway gateway = start()) {
            gateway.append(Samples.event("long"));
            gateway.awaitIdle(PATIENCE);
            assertThat(providers.requests("team")).hasSize(2);
            assertThat(gateway.deadLetters("team"))
                    .extracting(DeadLetter::reason)
                    .containsExactly("too-large");
            assertThat(providers.requests("team").get(1).getBody())
                    .as("rendered smaller")
                    .hasSizeLessThan(providers.requests("team").get(0).getBody().length);
        }
    }
}
