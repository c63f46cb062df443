package dev.caravan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What no code is expected to catch, thrown in an attempt, is a failure like others to the lane. */
final class AttemptErrorsTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final AtomicInteger LEFT = new AtomicInteger();

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    /** A step of a Kamelet that fails as broken code does. */
    public static final class Thrower implements Processor {
        @Override
        public void process(Exchange exchange) {
            boolean stack = String.valueOf(exchange.getMessage().getBody()).contains("Pushed");
            if (LEFT.getAndDecrement() > 0) {
                throw stack ? new StackOverflowError() : new NoClassDefFoundError("dev/caravan/Missing");
            }
        }
    }

    private RunningGateway start(FakeProviders providers, String giveUpAfter) throws Exception {
        Path routes = RouteCopy.of(RunningGateway.ROUTES, folder.resolve("routes"));
        Path kamelet = routes.resolve("providers/rocket/rocket.kamelet.yaml");
        Files.writeString(
                kamelet,
                Files.readString(kamelet)
                        .replace(
                                "    from:\n",
                                "    beans:\n      - {name: thrower, type: \"#class:" + Thrower.class.getName()
                                        + "\"}\n    from:\n")
                        .replace("      steps:\n", "      steps:\n        - process: {ref: \"{{thrower}}\"}\n"));
        Map<String, String> properties = Map.of(
                "provider.team.type",
                "rocket",
                "provider.team.rate",
                "0",
                "provider.team.give-up-after",
                giveUpAfter,
                "provider.team.address",
                providers.address("team"));
        return RunningGateway.start(folder, routes, properties);
    }

    @Test
    void itIsTriedAgain() throws Exception {
        LEFT.set(3);
        try (FakeProviders providers = new FakeProviders();
                RunningGateway gateway = start(providers, "1h")) {
            gateway.append(Samples.event("acr-push"));
            gateway.append(Samples.event("acr-delete"));
            gateway.awaitIdle(PATIENCE);

            assertThat(providers.requests("team"))
                    .extracting(request -> request.getBodyAsString().contains("Pushed"))
                    .containsExactly(true, false);
            assertThat(gateway.attempts("retry")).isEqualTo(3);
            assertThat(gateway.deadLetters("team")).isEmpty();
        }
    }

    @Test
    void itIsGivenUpInItsTimeAndTheLaneGoesOn() throws Exception {
        LEFT.set(Integer.MAX_VALUE);
        try (FakeProviders providers = new FakeProviders();
                RunningGateway gateway = start(providers, "1s")) {
            gateway.append(Samples.event("acr-push"));
            gateway.append(Samples.event("acr-delete"));
            gateway.awaitIdle(PATIENCE);
            assertThat(gateway.deadLetters("team"))
                    .extracting(letter -> List.of(letter.reason(), letter.attempts() > 0))
                    .containsExactly(List.of("gave-up", true), List.of("gave-up", true));

            LEFT.set(0);
            gateway.append(Samples.event("acr-push"));
            gateway.awaitIdle(PATIENCE);
            assertThat(providers.requests("team")).hasSize(1);
        }
    }

    @Test
    void atTheDoorItIsAProblemAndNoSilence() throws Exception {
        LEFT.set(1);
        Path routes = RouteCopy.of(RunningGateway.ROUTES, folder.resolve("routes"));
        Path source = routes.resolve("sources/acr/acr.camel.yaml");
        String bean = "          - bean: {beanType: \"" + Thrower.class.getName() + "\"}\n";
        Files.writeString(source, Files.readString(source).replace("steps:\n", "steps:\n" + bean.substring(2)));
        String push = Samples.read(RunningGateway.ROUTES.resolve("sources/acr/samples/push.json"));
        try (RunningGateway gateway = RunningGateway.start(folder, routes, Map.of())) {
            assertThat(gateway.post("/webhook", push).statusCode()).isEqualTo(500);
            assertThat(gateway.post("/webhook", push).statusCode()).isEqualTo(202);
        }
    }
}
