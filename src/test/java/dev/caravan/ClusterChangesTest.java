package dev.caravan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.cluster.FluxCluster;
import dev.caravan.configuration.Configuration;
import dev.caravan.configuration.Surroundings;
import dev.caravan.delivery.Conditions;
import dev.caravan.edit.Running;
import dev.caravan.provider.ProviderSettings;
import dev.caravan.provider.ProviderTypes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An object that is well said but that Camel cannot start, for whatever reason, is found among those that came with it. */
final class ClusterChangesTest {
    @TempDir
    private Path folder;

    @Test
    void theOneThatCannotBeStartedIsLeftOutAndTheOthersComeIn() throws Exception {
        Files.writeString(folder.resolve("application.properties"), "flux.cluster=true\n");
        ExecutorService turn = Executors.newSingleThreadExecutor();
        try (FakeCluster api = new FakeCluster("v1beta2");
                FluxCluster cluster = FluxCluster.at(api.url(), "apps");
                Logs logs = Logs.capture()) {
            Conditions conditions = new Conditions(List.of(), Clock.systemUTC());
            Picky gateway = new Picky(read(cluster), conditions);
            new ClusterChanges(cluster, gateway, () -> folder, conditions, turn).follow();
            for (String name : List.of("one", "bad", "two")) {
                api.provider("apps", name, "type: console");
            }

            Awaitility.await().atMost(EditedGateway.MOST).untilAsserted(() -> {
                assertThat(gateway.configuration().providers())
                        .extracting(ProviderSettings::name)
                        .containsExactly("apps_one", "apps_two");
                assertThat(api.ready("Provider", "apps", "one")).startsWith("True");
                assertThat(api.ready("Provider", "apps", "two")).startsWith("True");
                assertThat(api.ready("Provider", "apps", "bad"))
                        .startsWith("False InvalidConfiguration: it cannot be started: Camel cannot start");
            });
            assertThat(logs.lines())
                    .filteredOn(line -> line.contains("is not taken"))
                    .allMatch(line -> line.contains("apps/bad"));
            assertThat(logs.lines()).filteredOn(line -> line.contains("canary")).isEmpty();
        } finally {
            turn.shutdownNow();
        }
    }

    private Configuration read(FluxCluster cluster) throws Exception {
        Path types = RunningGateway.ROUTES.resolve("providers");
        return Configuration.read(
                new Surroundings(folder, Map.of(), Map.of(), ProviderTypes.in(types), Samples.SOURCES).in(cluster));
    }

    /** Runs with everything but a provider of that name. */
    private static final class Picky implements Running {
        private final Conditions conditions;
        private volatile Configuration configuration;

        Picky(Configuration configuration, Conditions conditions) {
            this.configuration = configuration;
            this.conditions = conditions;
        }

        @Override
        public Configuration configuration() {
            return configuration;
        }

        @Override
        public void replace(Configuration next, Path routes) {
            if (next.provider("apps_bad").isPresent()) {
                throw new IllegalStateException("canary");
            }
            conditions.know(
                    next.providers().stream().map(ProviderSettings::name).toList());
            configuration = next;
        }

        @Override
        public void moveTo(Surroundings surroundings, Path routes) {
            // nothing is edited
        }
    }
}
