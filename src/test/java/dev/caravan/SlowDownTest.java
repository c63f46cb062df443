package dev.caravan;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Services that ask to be left alone: with a success, for all lanes of a type, or for longer than they said. */
final class SlowDownTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    private final FakeProviders providers = new FakeProviders();

    @AfterEach
    void stop() {
        providers.close();
    }

    private Map<String, String> provider(String name, String type) {
        return new HashMap<>(Map.of(
                "provider." + name + ".type",
                type,
                "provider." + name + ".rate",
                "0",
                "provider." + name + ".address",
                providers.address(name)));
    }

    private static Duration between(LoggedRequest one, LoggedRequest next) {
        return Duration.between(
                one.getLoggedDate().toInstant(), next.getLoggedDate().toInstant());
    }

    @Test
    void discordsLastPermittedMessageIsFollowedByAPause() throws Exception {
        providers.answers(
                "team",
                aResponse()
                        .withStatus(204)
                        .withHeader("X-RateLimit-Remaining", "0")
                        .withHeader("X-RateLimit-Reset-After", "1.2"));
        try (RunningGateway gateway = RunningGateway.start(folder, provider("team", "discord"))) {
            gateway.append(Samples.event("acr-push"));
            gateway.append(Samples.event("acr-delete"));
            gateway.awaitIdle(PATIENCE);

            List<LoggedRequest> sent = providers.requests("team");
            assertThat(sent).hasSize(2);
            assertThat(between(sent.get(0), sent.get(1))).isGreaterThanOrEqualTo(Duration.ofMillis(1200));
            assertThat(gateway.attempts("delivered")).isEqualTo(2);
            assertThat(gateway.attempts("rate-limited")).isZero();
        }
    }

    @Test
    void azuresDelayOfASuccessIsTakenForAWish() throws Exception {
        providers.answers("repo", aResponse().withStatus(200).withBody("{\"value\":[]}"));
        providers.answersPost("repo", aResponse().withStatus(201).withHeader("Retry-After", "1"));
        Map<String, String> properties = provider("repo", "azuredevops");
        properties.put("provider.repo.address", "https://dev.azure.example/acme/shop/_git/web");
        properties.put("provider.repo.api", providers.address("repo"));
        properties.put("provider.repo.token", "t0ken");
        try (RunningGateway gateway = RunningGateway.start(folder, properties)) {
            gateway.append(Samples.event("commit-progress"));
            gateway.append(Samples.event("commit-progress"));
            gateway.awaitIdle(PATIENCE);

            List<LoggedRequest> sent = providers.requests("repo");
            assertThat(sent).hasSize(4);
            assertThat(between(sent.get(1), sent.get(2))).isGreaterThanOrEqualTo(Duration.ofMillis(950));
            assertThat(gateway.attempts("delivered")).isEqualTo(2);
        }
    }

    @Test
    void aGlobalLimitOfDiscordPausesAllItsLanes() throws Exception {
        providers.answersFirst("team", aResponse().withStatus(429).withBody("""
                {"message": "You are being rate limited.", "retry_after": 2.0, "global": true}"""));
        Map<String, String> properties = provider("team", "discord");
        properties.putAll(provider("ops", "discord"));
        properties.putAll(provider("other", "generic"));
        properties.put("alert.first.providers", "team");
        properties.put("alert.first.objects", "ContainerImage/*/*");
        properties.put("alert.first.include[0]", "Pushed.*");
        properties.put("alert.second.providers", "ops,other");
        properties.put("alert.second.exclude[0]", "Pushed.*");
        try (RunningGateway gateway = RunningGateway.start(folder, properties)) {
            gateway.append(Samples.event("acr-push"));
            await().atMost(PATIENCE).until(() -> gateway.attempts("rate-limited") == 1);
            gateway.append(Samples.event("acr-delete"));
            gateway.awaitIdle(PATIENCE);

            LoggedRequest limited = providers.requests("team").get(0);
            LoggedRequest waited = providers.requests("ops").get(0);
            LoggedRequest other = providers.requests("other").get(0);
            assertThat(between(limited, waited)).isGreaterThanOrEqualTo(Duration.ofMillis(1950));
            assertThat(between(other, waited)).isPositive();
        }
    }

    private Path routes(String type, String from, String to) throws Exception {
        Path routes = RouteCopy.of(RunningGateway.ROUTES, folder.resolve("routes"));
        Path kamelet = routes.resolve("providers/" + type + "/" + type + ".kamelet.yaml");
        assertThat(Files.readString(kamelet)).contains(from);
        Files.writeString(kamelet, Files.readString(kamelet).replace(from, to));
        return routes;
    }

    @Test
    void aLimitWithoutATimeIsWaitedForTwiceAsLongEachTime() throws Exception {
        String limited = "Webhook message delivery failed with error: HTTP error 429";
        providers.answers("team", aResponse().withStatus(200).withBody(limited));
        Path routes = routes("msteams", "rate-limited:60s", "rate-limited:1s");
        try (RunningGateway gateway = RunningGateway.start(folder, routes, provider("team", "msteams"))) {
            gateway.append(Samples.event("acr-push"));
            await().atMost(PATIENCE).until(() -> providers.requests("team").size() == 3);

            List<LoggedRequest> sent = providers.requests("team");
            assertThat(between(sent.get(0), sent.get(1))).isBetween(Duration.ofMillis(990), Duration.ofMillis(1990));
            assertThat(between(sent.get(1), sent.get(2))).isGreaterThanOrEqualTo(Duration.ofMillis(1990));
        }
    }

    @Test
    void anIntegrationThatStaysSwitchedOffIsForTheOperator() throws Exception {
        providers.answers("team", aResponse().withStatus(503).withBody("Service Unavailable"));
        Path routes = routes("rocket", "retry:10m:unauthorised", "retry:1s:unauthorised");
        try (RunningGateway gateway = RunningGateway.start(folder, routes, provider("team", "rocket"))) {
            gateway.append(Samples.event("acr-push"));
            await().atMost(PATIENCE).until(() -> gateway.attempts("retry") > 0);
            assertThat(gateway.management("/api/providers")).doesNotContain("Unauthorised");
            await().atMost(PATIENCE)
                    .until(() -> gateway.management("/api/providers").contains("Unauthorised"));
            assertThat(gateway.management("/api/providers")).contains("Enable the integration");
            await().atMost(PATIENCE).until(() -> gateway.attempts("unauthorised") >= 2);
            assertThat(gateway.deadLetters("team")).isEmpty();

            providers.reset();
            gateway.awaitIdle(PATIENCE);
            assertThat(providers.requests("team")).hasSize(1);
            assertThat(gateway.management("/api/providers")).contains("Delivered again");
        }
    }
}
