package dev.caravan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.cluster.FluxCluster;
import java.nio.file.Path;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Providers and Alerts of a cluster, from its API to the wire. */
final class ClusterTest {
    @TempDir
    private Path folder;

    private FakeCluster cluster;
    private Receiver receiver;

    @BeforeEach
    void start() throws Exception {
        cluster = new FakeCluster("v1beta2");
        receiver = new Receiver();
    }

    @AfterEach
    void stop() {
        receiver.close();
        cluster.close();
    }

    @Test
    void whatIsThereAtTheStartIsToldFromTheFirstEventOn() throws Exception {
        cluster.secret("apps", "hook", "address", receiver.address("canary"));
        cluster.provider("apps", "crew", "type: generic, secretRef: {name: hook}");
        cluster.alert("apps", "all", "crew", "eventSources: [{kind: Kustomization, name: '*'}]");

        try (EditedGateway gateway = start(Map.of())) {
            gateway.flux("one");
            await(() -> assertThat(receiver.count("/canary", "one")).isEqualTo(1));
            await(() -> assertThat(cluster.ready("Provider", "apps", "crew")).isEqualTo("True Succeeded: Initialized"));
            await(() -> assertThat(cluster.ready("Alert", "apps", "all")).isEqualTo("True Succeeded: Initialized"));
            assertThat(gateway.management("/api/providers")).contains("apps_crew", "cluster (Provider apps/crew)");
        }
    }

    private EditedGateway start(Map<String, String> properties) throws Exception {
        return EditedGateway.start(folder, properties, FluxCluster.at(cluster.url(), "apps"));
    }

    private static void await(org.awaitility.core.ThrowingRunnable assertion) {
        Awaitility.await().atMost(EditedGateway.MOST).untilAsserted(assertion);
    }
}
