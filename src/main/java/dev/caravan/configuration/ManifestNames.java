package dev.caravan.configuration;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The names under which documents of one kind are configured.
 *
 * <p>Kubernetes' name with dashes for dots, behind its namespace and a dash where two namespaces have it.
 */
final class ManifestNames {
    private final Map<String, Manifest> byName = new LinkedHashMap<>();
    private final Map<String, String> byId = new HashMap<>();

    private boolean inCluster;

    private ManifestNames() {}

    static ManifestNames of(List<Manifest> manifests, Problems problems) {
        Map<String, Long> namespaces = manifests.stream()
                .map(manifest -> List.of(manifest.namespace(), plain(manifest)))
                .distinct()
                .collect(groupingBy(pair -> pair.get(1), counting()));
        ManifestNames names = new ManifestNames();
        for (Manifest manifest : manifests) {
            boolean shared = namespaces.getOrDefault(plain(manifest), 0L) > 1;
            names.add(shared ? manifest.namespace() + "-" + plain(manifest) : plain(manifest), manifest, problems);
        }
        return names;
    }

    /** In a cluster names must not change when another namespace comes to have the same one. */
    static ManifestNames ofCluster(List<Manifest> manifests) {
        ManifestNames names = new ManifestNames();
        names.inCluster = true;
        manifests.forEach(manifest -> {
            String name = Names.ofCluster(manifest.namespace(), manifest.name());
            names.byName.put(name, manifest);
            names.byId.put(manifest.id(), name);
        });
        return names;
    }

    /** Whether a reference can mean nothing else but one of these. */
    boolean isComplete() {
        return inCluster;
    }

    Map<String, Manifest> all() {
        return byName;
    }

    /** The name of the document that a reference within a namespace means. */
    Optional<String> name(String namespace, String name) {
        return Optional.ofNullable(byId.get(namespace + "/" + name));
    }

    /** Where else there is a document of this name. */
    Optional<String> elsewhere(String name) {
        return byName.values().stream()
                .filter(manifest -> manifest.name().equals(name))
                .map(Manifest::namespace)
                .findFirst();
    }

    private void add(String name, Manifest manifest, Problems problems) {
        Manifest before = byName.putIfAbsent(name, manifest);
        if (before == null) {
            byId.put(manifest.id(), name);
        } else if (before.id().equals(manifest.id())) {
            manifest.root()
                    .problem(
                            problems,
                            "is there twice, first at " + before.root().line(),
                            "remove one of the two");
        } else {
            manifest.root()
                    .problem(
                            problems,
                            "would be called " + name + ", as " + before.id() + " at "
                                    + before.root().line() + " is",
                            "rename one of the two");
        }
    }

    private static String plain(Manifest manifest) {
        return manifest.name().replace('.', '-');
    }
}
