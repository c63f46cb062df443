package dev.caravan.camelk;

import dev.caravan.provider.ProviderSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The routes as resources of Camel K, made of the files that the gateway runs, so that the two never differ.
 *
 * @param routes the folder of the routes
 * @param providers what is configured; no secret of theirs is written
 */
public record CamelK(Path routes, List<ProviderSettings> providers) {
    /** What is bound to the gateway's process; what stands in for it is edge.camel.yaml. All other files run there as they are. */
    private static final Set<String> REPLACED = Set.of(
            "10-receive.camel.yaml",
            "25-unrecognised.camel.yaml",
            "40-lane.camel.yaml",
            "50-attempt.camel.yaml",
            "90-dead-letter.camel.yaml",
            "95-replay.camel.yaml");

    /** Writes {@code image}, {@code kamelets} and {@code sources} into a folder; returns the files. */
    public List<Path> write(Path folder, String image) throws IOException {
        Inlining inlining = new Inlining(routes);
        Map<String, Object> resources = new LinkedHashMap<>();
        List<String> dependencies = new ArrayList<>();
        for (Path file : files("providers", ".kamelet.yaml")) {
            Map<String, Object> kamelet = inlining.kamelet(file);
            Yaml.list(Yaml.map(kamelet, "spec"), "dependencies").forEach(name -> dependencies.add(name.toString()));
            resources.put("kamelets/" + file.getFileName(), kamelet);
        }
        Integration integration = new Integration(providers);
        resources.put("sources/integration.yaml", integration.ofFlows(flows(inlining), dependencies));
        resources.put("image/integration.yaml", Integration.ofImage(image));
        return write(folder, resources);
    }

    /** The keys that the Secret {@code caravan} must have for the routes. */
    public Set<String> secretKeys() {
        return new Settings(providers).secret();
    }

    /** The providers with a template of their own, which does not go along: a Kamelet has the message of its type. */
    public List<String> templates() {
        return providers.stream()
                .filter(provider -> provider.template().isPresent())
                .map(ProviderSettings::name)
                .toList();
    }

    private List<Object> flows(Inlining inlining) throws IOException {
        List<Object> flows = new ArrayList<>((List<?>) Yaml.resource("edge.camel.yaml"));
        for (Path file : files("", ".camel.yaml")) {
            if (isShared(routes.relativize(file))) {
                flows.addAll(inlining.flows(file));
            }
        }
        return flows;
    }

    /** The steps of the way, and the sources; a policy is that of the lanes or of the door. */
    private static boolean isShared(Path file) {
        return file.startsWith("sources") || (file.getNameCount() == 1 && !REPLACED.contains(file.toString()));
    }

    private List<Path> files(String folder, String suffix) throws IOException {
        try (Stream<Path> files = Files.walk(routes.resolve(folder))) {
            return files.filter(file -> file.toString().endsWith(suffix))
                    .sorted()
                    .toList();
        }
    }

    private static List<Path> write(Path folder, Map<String, Object> resources) throws IOException {
        List<Path> written = new ArrayList<>();
        for (Map.Entry<String, Object> resource : resources.entrySet()) {
            Path file = folder.resolve(resource.getKey());
            Files.createDirectories(file.resolveSibling(""));
            Yaml.write(file, resource.getValue());
            written.add(file);
        }
        return written;
    }
}
