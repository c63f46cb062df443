package dev.caravan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.configuration.Configuration;
import dev.caravan.configuration.Surroundings;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is under k8s: that Kubernetes takes it, and that it says of the product what is so. */
final class KubernetesTest {
    private static final Path FOLDER = Path.of("k8s");
    private static final Map<String, String> TOKENS = Map.of("WEBHOOK_TOKEN", "canary", "MANAGEMENT_TOKEN", "canary");

    @TempDir
    private Path temporary;

    @Test
    void everyManifestHasOnlyFieldsThatItsKindHas() throws Exception {
        List<Path> files = manifests();

        assertThat(files).hasSizeGreaterThan(8);
        for (Path file : files) {
            for (JsonNode manifest : Manifests.documents(Files.readString(file))) {
                assertThatCode(() -> Manifests.check(manifest))
                        .as(file.toString())
                        .doesNotThrowAnyException();
            }
        }
    }

    private static List<Path> manifests() throws Exception {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .filter(file -> !file.endsWith("kustomization.yaml"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void aFieldThatIsMisspeltIsNoticed() {
        JsonNode manifest = Manifests.documents(
                        "{apiVersion: apps/v1, kind: Deployment, spec: {template: {spec: {enableServiceLink: false}}}}")
                .get(0);

        assertThatThrownBy(() -> Manifests.check(manifest)).hasMessageContaining("enableServiceLink");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"base", "overlays/example", "overlays/flux", "overlays/own-mapping", "overlays/two-replicas"})
    void everyOverlayRendersToManifestsThatFitTogether(String folder) throws Exception {
        List<JsonNode> manifests = render(folder);

        for (JsonNode manifest : manifests) {
            assertThatCode(() -> Manifests.check(manifest)).doesNotThrowAnyException();
        }
        JsonNode pod = pod(manifests);
        assertThat(names(pod.at("/volumes"), "name")).isEqualTo(names(pod.at("/containers/0/volumeMounts"), "name"));
        Set<String> ports = names(pod.at("/containers/0/ports"), "name");
        for (JsonNode service : of(manifests, "Service").toList()) {
            assertThat(ports).containsAll(names(service.at("/spec/ports"), "targetPort"));
        }
        assertThat(of(manifests, "ConfigMap")
                        .map(map -> map.at("/metadata/name").asText()))
                .contains(pod.findParents("configMap")
                        .get(0)
                        .at("/configMap/name")
                        .asText());
    }

    @Test
    void theExampleHasEveryComponent() throws Exception {
        assertThat(render("overlays/example").stream()
                        .map(manifest -> manifest.path("kind").asText()))
                .contains("Ingress", "ServiceMonitor", "NetworkPolicy", "PodDisruptionBudget", "PersistentVolumeClaim");
        assertThat(Files.readString(FOLDER.resolve("overlays/example/kustomization.yaml")))
                .contains(subfolders("components")); // those that it does not use as a comment
    }

    private static List<String> subfolders(String parent) throws Exception {
        try (Stream<Path> folders = Files.list(FOLDER.resolve(parent))) {
            return folders.map(folder -> "../../" + parent + "/" + folder.getFileName())
                    .toList();
        }
    }

    @Test
    void onKafkaThereAreReplicasWithoutAVolume() throws Exception {
        Path overlay = Files.createDirectories(Path.of("target/k8s-kafka"));
        Files.writeString(overlay.resolve("kustomization.yaml"), """
                apiVersion: kustomize.config.k8s.io/v1beta1
                kind: Kustomization
                resources: [../../k8s/base]
                components: [../../k8s/components/kafka, ../../k8s/components/keda]
                """);
        List<JsonNode> manifests = render("../" + overlay);
        for (JsonNode manifest : manifests) {
            assertThatCode(() -> Manifests.check(manifest)).doesNotThrowAnyException();
        }
        JsonNode deployment = of(manifests, "Deployment").findFirst().orElseThrow();
        JsonNode scaled = of(manifests, "ScaledObject").findFirst().orElseThrow();

        assertThat(of(manifests, "PersistentVolumeClaim")).isEmpty();
        assertThat(deployment.at("/spec/replicas").asInt()).isEqualTo(3);
        assertThat(deployment.at("/spec/strategy/type").asText()).isEqualTo("RollingUpdate");
        assertThat(names(pod(manifests).at("/volumes"), "name"))
                .isEqualTo(names(pod(manifests).at("/containers/0/volumeMounts"), "name"))
                .doesNotContain("journal");
        assertThat(pod(manifests).at("/topologySpreadConstraints")).hasSize(1);
        assertThat(scaled.at("/spec/scaleTargetRef/name")).isEqualTo(deployment.at("/metadata/name"));
        assertThat(kafka(manifests, temporary))
                .contains(scaled.at("/spec/triggers/0/metadata/topic").asText());
    }

    @Test
    void thePatchOfTheDocumentationLetsOtherPortsOut() throws Exception {
        String page = Files.readString(Path.of("docs/kubernetes.md"));
        int patches = page.indexOf("patches:\n");
        Path overlay = Files.createDirectories(Path.of("target/k8s-ports"));
        Files.writeString(
                overlay.resolve("kustomization.yaml"), """
                apiVersion: kustomize.config.k8s.io/v1beta1
                kind: Kustomization
                resources: [../../k8s/base]
                components: [../../k8s/components/networkpolicy]
                """ + page.substring(patches, page.indexOf("```", patches)));
        JsonNode policy =
                of(render("../" + overlay), "NetworkPolicy").findFirst().orElseThrow();

        assertThat(policy.at("/spec/egress/1/ports").findValuesAsText("port"))
                .containsExactly("443", "80", "587", "9092");
        assertThat(policy.at("/spec/egress/1/to/0/ipBlock/except/0").asText()).isEqualTo("169.254.0.0/16");
    }

    /** What the pod would read, read. */
    private static String kafka(List<JsonNode> manifests, Path folder) throws Exception {
        JsonNode files = of(manifests, "ConfigMap").findFirst().orElseThrow().path("data");
        for (String name : List.of("application.properties", "application-kafka.properties")) {
            Files.writeString(folder.resolve(name), files.path(name).asText());
        }
        Surroundings here = Surroundings.of(folder, RunningGateway.ROUTES);
        Map<String, String> environment = new TreeMap<>(TOKENS);
        environment.put("CARAVAN_PROFILE", "kafka");
        Configuration configuration = Configuration.read(
                new Surroundings(here.directory(), environment, Map.of(), here.types(), here.sources()));
        assertThat(configuration.history()).isEqualTo(Path.of("/tmp/history"));
        return configuration.kafka().orElseThrow().topics().events();
    }

    @Test
    void theRestrictedSecurityStandardIsKept() throws Exception {
        JsonNode pod = pod(render("base"));
        JsonNode container = pod.at("/containers/0/securityContext");

        assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
        assertThat(pod.at("/securityContext/runAsUser").asInt()).isEqualTo(65534);
        assertThat(pod.at("/securityContext/seccompProfile/type").asText()).isEqualTo("RuntimeDefault");
        assertThat(container.path("readOnlyRootFilesystem").asBoolean()).isTrue();
        assertThat(container.path("allowPrivilegeEscalation").asBoolean(true)).isFalse();
        assertThat(container.at("/capabilities/drop/0").asText()).isEqualTo("ALL");
        assertThat(pod.path("enableServiceLinks").asBoolean(true)).isFalse();
        assertThat(pod.path("automountServiceAccountToken").asBoolean(true)).isFalse();
    }

    @Test
    void onlyTheComponentThatReadsTheClusterHasATokenForIt() throws Exception {
        List<JsonNode> manifests = render("overlays/flux");
        JsonNode pod = pod(manifests);
        JsonNode binding = of(manifests, "RoleBinding").findFirst().orElseThrow();
        JsonNode role = of(manifests, "ClusterRole").findFirst().orElseThrow();

        assertThat(pod.path("automountServiceAccountToken").asBoolean()).isTrue();
        assertThat(pod.path("serviceAccountName").asText()).isEqualTo("caravan");
        assertThat(binding.at("/subjects/0/name").asText()).isEqualTo("caravan");
        assertThat(binding.at("/subjects/0/namespace").asText()).isEqualTo("flux-system");
        assertThat(binding.at("/roleRef/name")).isEqualTo(role.at("/metadata/name"));
        assertThat(role.toString()).contains("providers/status").doesNotContain("\"create\"", "\"delete\"", "\"*\"");
        assertThat(of(manifests, "ClusterRoleBinding")).isEmpty();
        assertThat(names(pod.at("/containers/0/env"), "name")).contains("FLUX_CLUSTER");
    }

    @Test
    void thereIsTimeToStopAndOnlyOneProcessHoldsTheJournal() throws Exception {
        JsonNode deployment = of(render("base"), "Deployment").findFirst().orElseThrow();
        JsonNode pod = deployment.at("/spec/template/spec");
        int before = pod.at("/containers/0/lifecycle/preStop/sleep/seconds").asInt();

        assertThat(pod.path("terminationGracePeriodSeconds").asInt()).isGreaterThanOrEqualTo(before + 30);
        assertThat(deployment.at("/spec/replicas").asInt()).isEqualTo(1);
        assertThat(deployment.at("/spec/strategy/type").asText()).isEqualTo("Recreate");
    }

    @Test
    void twoReplicasHaveADatabaseAndNoVolume() throws Exception {
        List<JsonNode> manifests = render("overlays/two-replicas");
        JsonNode deployment = of(manifests, "Deployment").findFirst().orElseThrow();
        JsonNode pod = deployment.at("/spec/template/spec");

        assertThat(deployment.at("/spec/replicas").asInt()).isEqualTo(2);
        assertThat(deployment.at("/spec/strategy/type").asText()).isEqualTo("RollingUpdate");
        assertThat(of(manifests, "PersistentVolumeClaim")).isEmpty();
        assertThat(pod.at("/volumes").findValues("persistentVolumeClaim")).isEmpty();
        assertThat(pod.at("/topologySpreadConstraints/0/topologyKey").asText()).isEqualTo("kubernetes.io/hostname");
        assertThat(names(pod.at("/containers/0/env"), "name"))
                .contains("JOURNAL_URL", "JOURNAL_SECRET", "JOURNAL_HISTORY");
        assertThat(names(pod.at("/containers/0/volumeMounts"), "mountPath")).contains("/secrets/postgresql");
    }

    @Test
    void theVariablesOfTwoReplicasAreSoundProperties() throws Exception {
        Path secret = Files.createDirectories(temporary.resolve("secrets/postgresql"));
        Files.writeString(secret.resolve("password"), "canary");
        Files.writeString(temporary.resolve("application.properties"), "secrets.directory=secrets");
        Map<String, String> variables = Map.of(
                "JOURNAL_URL", "jdbc:postgresql://db.example/caravan?sslmode=verify-full",
                "JOURNAL_SECRET", "postgresql",
                "JOURNAL_HISTORY", "/data/history");
        Surroundings here = Surroundings.of(temporary, RunningGateway.ROUTES);

        Configuration configuration = Configuration.read(
                new Surroundings(here.directory(), variables, Map.of(), here.types(), here.sources()));

        assertThat(configuration.journal().url()).startsWith("jdbc:postgresql://db.example/caravan");
        assertThat(configuration.journal().passwordNow()).isEqualTo("canary");
        assertThat(configuration.history()).isEqualTo(Path.of("/data/history"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"base", "overlays/example"})
    void thePropertiesAreSoundAndNameTheFoldersAndPortsOfThePod(String folder) throws Exception {
        String properties = Files.readString(FOLDER.resolve(folder).resolve("application.properties"));
        JsonNode container = pod(render(folder)).at("/containers/0");
        Path secrets = Files.createDirectories(temporary.resolve("secrets/team"));
        Files.writeString(secrets.resolve("address"), "https://hooks.slack.example/services/canary");
        Files.writeString(
                temporary.resolve("application.properties"),
                properties.replace("secrets.directory=/secrets", "secrets.directory=secrets"));

        Configuration configuration = configuration();

        assertThat(port(container, "webhook")).isEqualTo(configuration.door().port());
        assertThat(port(container, "management"))
                .isEqualTo(configuration.management().port());
        assertThat(names(container.path("volumeMounts"), "mountPath")).contains("/data", "/etc/caravan", "/tmp");
        assertThat(properties).contains("jdbc:sqlite:/data/", "secrets.directory=/secrets\n");
        assertThat(names(container.path("env"), "name")).isEqualTo(TOKENS.keySet());
    }

    private Configuration configuration() throws Exception {
        Surroundings here = Surroundings.of(temporary, RunningGateway.ROUTES);
        return Configuration.read(new Surroundings(here.directory(), TOKENS, Map.of(), here.types(), here.sources()));
    }

    private static int port(JsonNode container, String name) {
        return container
                .path("ports")
                .valueStream()
                .filter(port -> port.path("name").asText().equals(name))
                .findFirst()
                .orElseThrow()
                .path("containerPort")
                .asInt();
    }

    @Test
    void probesAreAnsweredWithoutTheTokenAndMetricsWithItOnly() throws Exception {
        JsonNode container = Manifests.documents(Files.readString(FOLDER.resolve("base/deployment.yaml")))
                .get(0)
                .at("/spec/template/spec/containers/0");
        String metrics = Manifests.documents(
                        Files.readString(FOLDER.resolve("components/servicemonitor/servicemonitor.yaml")))
                .get(0)
                .at("/spec/endpoints/0/path")
                .asText();
        try (RunningGateway gateway = RunningGateway.start(temporary, Map.of("management.token", "canary"))) {
            for (String probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
                String path = container.path(probe).at("/httpGet/path").asText();
                assertThat(status(gateway, path, Optional.empty())).as(probe).isEqualTo(200);
                assertThat(container.path(probe).at("/httpGet/port").asText()).isEqualTo("management");
            }
            assertThat(status(gateway, metrics, Optional.empty())).isEqualTo(401);
            assertThat(status(gateway, metrics, Optional.of("Bearer canary"))).isEqualTo(200);
        }
    }

    private static int status(RunningGateway gateway, String path, Optional<String> authorization) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(
                "http://127.0.0.1:" + gateway.configuration.management().port() + path));
        authorization.ifPresent(value -> request.header("Authorization", value));
        return HttpClient.newHttpClient()
                .send(request.build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    @Test
    void theReplacedFileIsOneOfTheRoutes() throws Exception {
        JsonNode mount = Manifests.documents(Files.readString(FOLDER.resolve("overlays/own-mapping/own-mapping.yaml")))
                .get(0)
                .at("/spec/template/spec/containers/0/volumeMounts/0");

        assertThat(Path.of(mount.path("mountPath").asText().replaceFirst("^/app/", "")))
                .isRegularFile();
    }

    private static List<JsonNode> render(String folder) throws Exception {
        Optional<List<JsonNode>> manifests = Manifests.rendered(FOLDER.resolve(folder));
        assumeTrue(manifests.isPresent(), "neither kustomize nor kubectl is installed: nothing is rendered");
        return manifests.orElseThrow();
    }

    private static Stream<JsonNode> of(List<JsonNode> manifests, String kind) {
        return manifests.stream()
                .filter(manifest -> manifest.path("kind").asText().equals(kind));
    }

    private static JsonNode pod(List<JsonNode> manifests) {
        return of(manifests, "Deployment").findFirst().orElseThrow().at("/spec/template/spec");
    }

    private static Set<String> names(JsonNode list, String member) {
        Set<String> names = new TreeSet<>();
        list.forEach(element -> names.add(element.path(member).asText()));
        return names;
    }
}
