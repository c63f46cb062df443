package dev.caravan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A provider whose route can be built neither with its changed settings nor with those before. */
final class LostRouteTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    @Test
    void itsEventsWaitUntilItCanBeBuilt() throws Exception {
        Path template = Files.writeString(folder.resolve("own.jsonata"), "{\"text\": message}");
        try (FakeProviders providers = new FakeProviders();
                FakeProviders others = new FakeProviders()) {
            MountedSecret secret = new MountedSecret(folder, "hook").holds(Map.of("address", providers.address("old")));
            Map<String, String> properties = Map.of(
                    "secrets.interval", "20ms",
                    "provider.team.type", "generic",
                    "provider.team.secret", "hook",
                    "provider.team.template", "file:" + template,
                    "provider.ops.type", "generic",
                    "provider.ops.address", others.address("ops"));
            try (RunningGateway gateway = RunningGateway.start(folder, properties)) {
                List<Integer> before = counts(gateway);
                Files.writeString(template, "{\"text\": ");
                secret.holds(Map.of("address", providers.address("new")));
                await().atMost(PATIENCE)
                        .until(() -> gateway.management("/api/providers").contains("It has no route"));
                gateway.append(Samples.event("acr-push"));
                gateway.append(Samples.event("acr-delete"));
                await().atMost(PATIENCE).until(() -> others.requests("ops").size() == 2);
                assertThat(gateway.journal().lag("team").events()).isEqualTo(2);
                assertThat(gateway.attempts("retry")).isZero();

                secret.holds(Map.of("address", providers.address("old"))); // what it was is no route either
                Files.writeString(template, "{\"text\": message}");
                gateway.awaitIdle(PATIENCE);
                assertThat(Stream.of("new", "old").flatMap(name -> providers.requests(name).stream()))
                        .as("a try that had read the new address already sees the mended template too")
                        .extracting(request -> request.getBodyAsString().contains("Pushed"))
                        .containsExactly(true, false);
                assertThat(gateway.management("/api/providers"))
                        .contains("Succeeded")
                        .doesNotContain("It has no route");
                assertThat(gateway.deadLetters("team")).isEmpty();
                assertThat(counts(gateway))
                        .as("nothing is left of all those tries")
                        .isEqualTo(before);
            }
        }
    }

    private static List<Integer> counts(RunningGateway gateway) {
        var context = (org.apache.camel.impl.DefaultCamelContext) gateway.context();
        return List.of(
                context.getRoutes().size(),
                context.getRouteDefinitions().size(),
                context.getEndpoints().size(),
                context.getComponentNames().size());
    }

    @Test
    void oneThatFailsWithAnInvalidSecretGoesOnWithTheOneBefore() throws Exception {
        Path template = Files.writeString(folder.resolve("own.jsonata"), "{\"text\": message}");
        try (FakeProviders providers = new FakeProviders()) {
            MountedSecret secret = new MountedSecret(folder, "hook").holds(Map.of("address", providers.address("old")));
            Map<String, String> properties = Map.of(
                    "secrets.interval", "20ms",
                    "provider.team.type", "generic",
                    "provider.team.secret", "hook",
                    "provider.team.template", "file:" + template);
            try (RunningGateway gateway = RunningGateway.start(folder, properties)) {
                Files.writeString(template, "{\"text\": ");
                secret.holds(Map.of("address", providers.address("new")));
                await().atMost(PATIENCE)
                        .until(() -> gateway.management("/api/providers").contains("It has no route"));
                secret.holds(Map.of("address", "nothing"));
                Files.writeString(template, "{\"text\": message}");
                await().atMost(PATIENCE)
                        .until(() -> gateway.management("/api/providers").contains("stay in force"));
                gateway.append(Samples.event("acr-push"));
                gateway.awaitIdle(PATIENCE);
                assertThat(Stream.of("old", "new").flatMap(name -> providers.requests(name).stream()))
                        .as("the one before is the new one where the template was mended in the middle of a try")
                        .hasSize(1);
            }
        }
    }
}
