package dev.caravan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Kubernetes manifests, read so that a field that the resource does not have is an error. */
final class Manifests {
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final ObjectMapper STRICT = new ObjectMapper()
            .setAnnotationIntrospector(new JacksonAnnotationIntrospector() {
                private static final long serialVersionUID = 1L;

                /** The model would take any field at all. */
                @Override
                public @Nullable Boolean hasAnySetter(Annotated member) {
                    return false;
                }
            });
    private static final Map<String, Class<?>> KINDS = kinds();

    private Manifests() {}

    private static Map<String, Class<?>> kinds() {
        Map<String, Class<?>> kinds = new HashMap<>();
        Stream.<Class<? extends HasMetadata>>of(
                        ClusterRole.class,
                        ConfigMap.class,
                        Deployment.class,
                        Ingress.class,
                        NetworkPolicy.class,
                        PersistentVolumeClaim.class,
                        PodDisruptionBudget.class,
                        RoleBinding.class,
                        Service.class,
                        ServiceAccount.class,
                        ServiceMonitor.class)
                .forEach(
                        model -> kinds.put(HasMetadata.getApiVersion(model) + " " + HasMetadata.getKind(model), model));
        kinds.put("keda.sh/v1alpha1 ScaledObject", ScaledObject.class);
        return kinds;
    }

    /** All documents of a text. */
    static List<JsonNode> documents(String yaml) {
        try {
            return YAML.readerFor(JsonNode.class)
                    .<JsonNode>readValues(new YAMLFactory().createParser(yaml))
                    .readAll();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Fails on a kind, field or type that Kubernetes does not know. */
    static void check(JsonNode manifest) throws IOException {
        String kind = manifest.path("apiVersion").asText() + " "
                + manifest.path("kind").asText();
        Class<?> model = KINDS.get(kind);
        if (model == null) {
            throw new IOException("not a kind of k8s/: " + kind);
        }
        STRICT.treeToValue(manifest, model);
    }

    /** A folder's manifests as kustomize renders them; nothing where neither kustomize nor kubectl is installed. */
    static Optional<List<JsonNode>> rendered(Path folder) throws Exception {
        Optional<List<String>> command = Stream.of(List.of("kustomize", "build"), List.of("kubectl", "kustomize"))
                .filter(words -> isInstalled(words.get(0)))
                .findFirst();
        if (command.isEmpty()) {
            return Optional.empty();
        }
        Path output = Files.createTempFile("rendered", ".yaml");
        Path errors = Files.createTempFile("rendered", ".txt");
        Process process = new ProcessBuilder(command.get().get(0), command.get().get(1), folder.toString())
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile())
                .start();
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IOException(folder + " does not render: " + Files.readString(errors));
        }
        return Optional.of(documents(Files.readString(output)));
    }

    private static boolean isInstalled(String program) {
        return Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
