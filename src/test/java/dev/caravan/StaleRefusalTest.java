package dev.caravan;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A refusal of credentials that are replaced already holds no lane. */
final class StaleRefusalTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    private final FakeProviders providers = new FakeProviders();

    @SuppressWarnings("NullAway.Init") // mounted before each
    private MountedSecret secret;

    @BeforeEach
    void mount() throws Exception {
        secret = new MountedSecret(folder, "hook").holds(Map.of("address", providers.address("old")));
    }

    @AfterEach
    void close() {
        providers.close();
    }

    private RunningGateway start(String interval) throws Exception {
        Map<String, String> properties = new TreeMap<>(Map.of(
                "secrets.interval", interval,
                "delivery.first-hold", "3600000",
                "provider.team.type", "generic",
                "provider.team.secret", "hook"));
        return RunningGateway.start(folder, properties);
    }

    @Test
    void aSecretThatNobodyLookedAtYetIsReadWhenItsLastContentIsRefused() throws Exception {
        providers.answers("old", aResponse().withStatus(401));
        try (RunningGateway gateway = start("1h")) {
            secret.holds(Map.of("address", providers.address("new")));
            gateway.append(Samples.event("acr-push"));
            gateway.awaitIdle(PATIENCE);

            assertThat(providers.requests("old")).hasSize(1);
            assertThat(providers.requests("new")).hasSize(1);
            assertThat(gateway.deadLetters("team")).isEmpty();
            assertThat(gateway.management("/api/providers")).contains("Succeeded");
        }
    }

    @Test
    void aRefusalThatComesAfterTheSecretChangedHoldsNothing() throws Exception {
        providers.answers("old", aResponse().withStatus(401).withFixedDelay(1500));
        try (RunningGateway gateway = start("20ms")) {
            gateway.append(Samples.event("acr-push"));
            await().atMost(PATIENCE).until(() -> gateway.journal().lag("team").events() == 1);
            secret.holds(Map.of("address", providers.address("new")));
            gateway.awaitIdle(PATIENCE);

            assertThat(providers.requests("old")).hasSize(1);
            assertThat(providers.requests("new")).hasSize(1);
        }
    }
}
