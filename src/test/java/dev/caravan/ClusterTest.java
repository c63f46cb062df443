package dev.caravan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.cluster.FluxCluster;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Providers and Alerts of a cluster, from its API to the wire. */
final class ClusterTest {
    private static final String EVERYTHING = "eventSources: [{kind: Kustomization, name: '*', namespace: apps}]";
    private static final Pattern MESSAGE = Pattern.compile("load-\\d+");

    @TempDir
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private FakeCluster cluster;

    @SuppressWarnings("NullAway.Init")
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

    private EditedGateway gateway(String... properties) throws Exception {
        Map<String, String> all = new TreeMap<>(Map.of("provider.apps_crew.rate", "0"));
        for (int at = 0; at < properties.length; at += 2) {
            all.put(properties[at], properties[at + 1]);
        }
        return EditedGateway.start(folder, all, FluxCluster.at(cluster.url(), "apps"));
    }

    /** A provider that tells everything to a path of the receiver. */
    private void crew(String namespace, String secret) {
        cluster.secret(namespace, "hook", "address", receiver.address(secret));
        cluster.provider(namespace, "crew", "type: generic, secretRef: {name: hook}");
        cluster.alert(namespace, "all", "crew", EVERYTHING);
    }

    private void awaitTold(String... words) {
        await(() -> assertThat(receiver.count(words)).isEqualTo(1));
    }

    private static void await(ThrowingRunnable assertion) {
        Awaitility.await().atMost(EditedGateway.MOST).untilAsserted(assertion);
    }

    private void awaitReady(String kind, String namespace, String name, String start) {
        await(() -> assertThat(cluster.ready(kind, namespace, name)).startsWith(start));
    }

    private static List<String> providers(EditedGateway gateway) throws Exception {
        return JsonPaths.texts(gateway.management("/api/providers"), "/providers", "name");
    }

    @Test
    void whatIsThereAtTheStartIsToldFromTheFirstEventOn() throws Exception {
        crew("apps", Variant.CANARY);
        try (Logs logs = Logs.capture();
                EditedGateway gateway = gateway()) {
            gateway.flux("one");
            awaitTold("/" + Variant.CANARY, "one");
            awaitReady("Provider", "apps", "crew", "True Succeeded: Initialized");
            awaitReady("Alert", "apps", "all", "True Succeeded: Initialized");
            JsonNode status = cluster.status("Provider", "apps", "crew");
            assertThat(status.at("/observedGeneration").asInt()).isEqualTo(1);
            assertThat(status.at("/conditions/0/observedGeneration").asInt()).isEqualTo(1);
            assertThat(status.at("/conditions/0/lastTransitionTime").asText()).startsWith("20");
            assertThat(gateway.management("/api/providers")).contains("apps_crew", "cluster (Provider apps/crew)");
            Canary.assertNotIn("status", status.toString());
            Canary.assertNotIn("api", gateway.management("/api/providers"));
            Canary.assertNotIn("metrics", gateway.management("/observe/metrics"));
            Canary.assertNotIn("log", String.join("\n", logs.lines()));
            assertThat(logs.lines()).noneMatch(line -> line.contains("taken in"));
        }
    }

    @Test
    void whatComesChangesAndGoesIsTakenInUnderLoadAndNothingIsLost() throws Exception {
        crew("apps", "first");
        Set<String> accepted = new ConcurrentSkipListSet<>();
        AtomicBoolean over = new AtomicBoolean();
        try (EditedGateway gateway = gateway()) {
            Thread load = new Thread(() -> {
                for (int at = 0; !over.get(); at++) {
                    send(gateway, "load-" + at, accepted);
                }
            });
            load.start();
            await(() -> assertThat(receiver.count("/first")).isPositive());

            cluster.secret("apps", "hook", "address", receiver.address("rotated"));
            await(() -> assertThat(receiver.count("/rotated")).isPositive());
            cluster.provider("apps", "other", "type: generic, address: '" + receiver.address("other") + "'");
            cluster.alert("apps", "others", "other", EVERYTHING);
            await(() -> assertThat(receiver.count("/other")).isPositive());
            cluster.provider("apps", "crew", "type: generic, address: '" + receiver.address("edited") + "'");
            await(() -> assertThat(receiver.count("/edited")).isPositive());
            cluster.delete("Alert", "apps", "others");
            cluster.delete("Provider", "apps", "other");
            await(() -> assertThat(providers(gateway)).containsExactly("apps_crew"));
            over.set(true);
            load.join();

            await(() -> assertThat(told()).containsAll(accepted));
            assertThat(accepted).hasSizeGreaterThan(20);
            assertThat(receiver.taken().stream()
                            .filter(body -> !body.startsWith("/other"))
                            .toList())
                    .hasSameSizeAs(accepted);
        }
    }

    private static void send(EditedGateway gateway, String message, Set<String> accepted) {
        try {
            if (gateway.flux(message) == 202) {
                accepted.add(message);
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** What the crew was told, at whichever address. */
    private Set<String> told() {
        Set<String> told = new TreeSet<>();
        receiver.taken().stream()
                .filter(body -> !body.startsWith("/other"))
                .map(MESSAGE::matcher)
                .forEach(matcher -> matcher.results().forEach(found -> told.add(found.group())));
        return told;
    }

    @Test
    void anApiThatIsAwayAtTheStartCostsNothingButTime() throws Exception {
        crew("apps", "crew");
        try (EditedGateway gateway = gateway()) {
            gateway.flux("before");
            awaitTold("/crew", "before");
        }
        cluster.stop();
        try (Logs logs = Logs.capture();
                EditedGateway gateway =
                        gateway("provider.team.type", "generic", "provider.team.address", receiver.address("team"))) {
            gateway.flux("meanwhile");
            awaitTold("/team", "meanwhile");
            assertThat(providers(gateway)).containsExactly("team");
            await(() -> assertThat(outages(logs)).isEqualTo(1));

            cluster.start();
            awaitTold("/crew", "meanwhile");
            await(() -> assertThat(logs.lines())
                    .anyMatch(line -> line.contains("can be asked for Providers and Alerts again")));
            assertThat(outages(logs)).isEqualTo(1);

            cluster.stop();
            gateway.flux("later");
            awaitTold("/crew", "later");
            await(() -> assertThat(outages(logs)).isEqualTo(2));
            cluster.start();
            cluster.provider("apps", "crew", "type: generic, address: '" + receiver.address("edited") + "'");
            await(() -> assertThat(logs.lines())
                    .filteredOn(line -> line.contains("taken in"))
                    .hasSize(2));
            gateway.flux("last");
            awaitTold("/edited", "last");
        }
    }

    private static long outages(Logs logs) {
        return logs.lines().stream()
                .filter(line -> line.contains("cluster cannot be asked"))
                .count();
    }

    @Test
    void whatIsWrongConcernsItsObjectAlone() throws Exception {
        crew("apps", "crew");
        cluster.provider("apps", "wrong", "type: slak");
        try (Logs logs = Logs.capture();
                EditedGateway gateway = gateway()) {
            awaitReady(
                    "Provider",
                    "apps",
                    "wrong",
                    "False InvalidConfiguration: spec.type names no type there is; did you mean slack?");
            awaitReady("Provider", "apps", "crew", "True");
            assertThat(gateway.management("/api/providers")).contains("spec.type names no type there is");
            assertThat(providers(gateway)).containsExactly("apps_crew", "apps_wrong");

            cluster.provider("apps", "crew", "type: generic, secretRef: {name: nowhere}");
            awaitReady("Provider", "apps", "crew", "False InvalidConfiguration: The object cannot be used as it is");
            assertThat(cluster.ready("Provider", "apps", "crew")).contains("names the Secret nowhere");
            gateway.flux("one");
            awaitTold("/crew", "one");

            cluster.provider("apps", "wrong", "type: generic, address: '" + receiver.address("right") + "'");
            cluster.alert("apps", "right", "wrong", EVERYTHING);
            awaitReady("Alert", "apps", "right", "True");
            awaitReady("Provider", "apps", "wrong", "True");
            gateway.flux("two");
            awaitTold("/right", "two");
            assertThat(logs.lines())
                    .filteredOn(line -> line.contains("did you mean slack"))
                    .hasSize(1);

            gateway.append("application.properties", "provider.team.type=console\n");
            await(() -> assertThat(providers(gateway)).containsExactly("apps_crew", "apps_wrong", "team"));
            gateway.flux("three");
            awaitTold("/crew", "three");
        }
    }

    @Test
    void twoNamespacesMayHaveTheSameNames() throws Exception {
        crew("apps", "apps");
        crew("infra", "infra");
        crew("else", "else");
        try (EditedGateway gateway = gateway("flux.namespaces", "apps,infra")) {
            gateway.flux("one");
            awaitTold("/apps", "one");
            awaitTold("/infra", "one");
            assertThat(providers(gateway)).containsExactly("apps_crew", "infra_crew");

            gateway.replace("application.properties", "flux.namespaces=apps,infra", "flux.namespaces=*");
            await(() -> assertThat(providers(gateway)).containsExactly("apps_crew", "else_crew", "infra_crew"));
            cluster.delete("Provider", "else", "crew");
            await(() -> assertThat(providers(gateway)).containsExactly("apps_crew", "infra_crew"));
        }
    }

    @Test
    void aForbiddenStatusIsToldOnceAndAConflictIsTriedAgain() throws Exception {
        crew("apps", "crew");
        cluster.refusesPut(cluster.path("providers", "apps", "crew") + "/status", 403, 0);
        try (Logs logs = Logs.capture();
                EditedGateway gateway = gateway()) {
            await(() -> assertThat(forbidden(logs)).isEqualTo(1));
            gateway.flux("one");
            awaitTold("/crew", "one");
            cluster.secret("apps", "hook", "address", receiver.address("rotated"));
            await(() -> assertThat(logs.lines()).anyMatch(line -> line.contains("taken in")));
            assertThat(forbidden(logs)).isEqualTo(1);
        }
        assertThat(cluster.ready("Provider", "apps", "crew")).isEmpty();
    }

    private static long forbidden(Logs logs) {
        return logs.lines().stream()
                .filter(line -> line.contains("cannot be written, the cluster forbids it"))
                .count();
    }

    @Test
    void aConflictIsTriedAgain() throws Exception {
        crew("apps", "crew");
        cluster.refusesPut(cluster.path("providers", "apps", "crew") + "/status", 409, 2);
        try (EditedGateway gateway = gateway()) {
            awaitReady("Provider", "apps", "crew", "True");
            assertThat(providers(gateway)).containsExactly("apps_crew");
        }
    }

    @Test
    void aVersionWithoutAStatusIsGivenNone() throws Exception {
        try (FakeCluster newest = new FakeCluster("v1beta3")) {
            newest.provider("apps", "crew", "type: generic, address: '" + receiver.address("crew") + "'");
            newest.alert("apps", "all", "crew", EVERYTHING);
            try (Logs logs = Logs.capture();
                    EditedGateway gateway =
                            EditedGateway.start(folder, Map.of(), FluxCluster.at(newest.url(), "apps"))) {
                newest.provider("apps", "crew", "type: generic, address: '" + receiver.address("edited") + "'");
                await(() -> assertThat(logs.lines()).anyMatch(line -> line.contains("taken in")));
                gateway.flux("one");
                awaitTold("/edited", "one");
            }
            assertThat(newest.status("Provider", "apps", "crew").isMissingNode())
                    .isTrue();
            assertThat(newest.status("Alert", "apps", "all").isMissingNode()).isTrue();
        }
    }
}
