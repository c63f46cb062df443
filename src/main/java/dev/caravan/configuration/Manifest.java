package dev.caravan.configuration;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A document of Kubernetes that Caravan reads: a Provider or an Alert of Flux, or a Secret. */
record Manifest(String kind, String namespace, String name, Field root) {
    static final String PROVIDER = "Provider";
    static final String ALERT = "Alert";
    static final String SECRET = "Secret";

    private static final String GROUP = "notification.toolkit.fluxcd.io";
    private static final List<String> VERSIONS = List.of("v1beta1", "v1beta2", "v1beta3");
    private static final Set<String> KINDS = Set.of(PROVIDER, ALERT);

    /** Empty for what is another's, {@code Kustomization} or {@code Namespace}, and for what has a problem. */
    static Optional<Manifest> of(Field root, Problems problems) {
        String version = text(root, "apiVersion");
        String kind = text(root, "kind");
        Field labelled = root.inDocument(root.document() + ", " + label(root));
        if (version.isEmpty() || kind.isEmpty()) {
            root.problem(problems, "has no apiVersion or no kind", "write a manifest, or leave the file out");
            return Optional.empty();
        }
        boolean secret = version.equals("v1") && kind.equals(SECRET);
        if (!secret && !isFlux(labelled, version, kind, problems)) {
            return Optional.empty();
        }
        return named(labelled, kind, problems);
    }

    Optional<Field> spec() {
        return root.field("spec");
    }

    String id() {
        return namespace + "/" + name;
    }

    private static boolean isFlux(Field root, String version, String kind, Problems problems) {
        String group = version.replaceFirst("/.*", "");
        if (!group.equals(GROUP)) {
            Suggestion.of(group, Set.of(GROUP))
                    .ifPresent(near ->
                            root.problem(problems, "has the unknown group " + group, "did you mean " + near + "?"));
            return false;
        }
        if (kind.equals("Receiver")) {
            root.problem(
                    problems,
                    "is a Receiver, which cannot be honoured",
                    "remove it: Caravan's own door takes webhooks, see source.<name>.auth");
        } else if (!KINDS.contains(kind)) {
            root.problem(problems, "is of the unknown kind " + kind, Suggestion.remedy(kind, KINDS));
        } else if (!VERSIONS.contains(version.substring(Math.min(version.length(), GROUP.length() + 1)))) {
            root.problem(
                    problems,
                    "has the unknown version " + version,
                    "versions of " + GROUP + " are " + String.join(", ", VERSIONS));
        } else {
            return true;
        }
        return false;
    }

    private static Optional<Manifest> named(Field root, String kind, Problems problems) {
        Optional<String> name = root.at("metadata", "name").flatMap(Field::text).filter(text -> !text.isBlank());
        if (name.isEmpty()) {
            root.problem(problems, "has no metadata.name", "add it");
        }
        return name.map(text -> new Manifest(kind, namespace(root), text, root));
    }

    private static String label(Field root) {
        String name = root.at("metadata", "name").flatMap(Field::text).orElse("");
        return text(root, "kind") + (name.isEmpty() ? "" : " " + namespace(root) + "/" + name);
    }

    /** As kubectl does where nothing else is said. */
    private static String namespace(Field root) {
        return root.at("metadata", "namespace").flatMap(Field::text).orElse("default");
    }

    private static String text(Field root, String name) {
        return root.field(name).flatMap(Field::text).orElse("");
    }

    /** What stands beside the spec is Kubernetes' own. */
    static Shape shape(Shape spec) {
        return Shape.object(
                Map.of(
                        "apiVersion",
                        Shape.TEXT,
                        "kind",
                        Shape.TEXT,
                        "metadata",
                        Shape.ANY,
                        "status",
                        Shape.ANY,
                        "spec",
                        spec),
                "spec");
    }
}
