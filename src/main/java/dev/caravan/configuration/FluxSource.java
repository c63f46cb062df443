package dev.caravan.configuration;

import java.util.Optional;
import java.util.Set;

/** Turns an entry of {@code eventSources} into a pattern of objects. */
final class FluxSource {
    private static final Set<String> KINDS = Set.of(
            "Bucket",
            "GitRepository",
            "Kustomization",
            "HelmRelease",
            "HelmChart",
            "HelmRepository",
            "ImageRepository",
            "ImagePolicy",
            "ImageUpdateAutomation",
            "OCIRepository",
            "ArtifactGenerator",
            "ExternalArtifact");

    private FluxSource() {}

    /** {@code kind/namespace/name}; what cannot be said so is a problem. */
    static String of(Field source, String namespace, Problems problems) {
        source.field("matchLabels")
                .ifPresent(field -> field.problem(
                        problems,
                        "cannot be honoured, as events do not carry the labels of their objects",
                        "remove it, and name the objects, one source for each"));
        source.field("kind").ifPresent(field -> checkKind(field, problems));
        source.field("namespace").ifPresent(field -> checkName(field, false, problems));
        source.field("name").ifPresent(field -> checkName(field, true, problems));
        return text(source, "kind") + "/"
                + source.field("namespace").flatMap(Field::text).orElse(namespace) + "/" + text(source, "name");
    }

    private static void checkKind(Field kind, Problems problems) {
        Optional<String> unknown = kind.text().filter(text -> !KINDS.contains(text));
        unknown.ifPresent(text -> kind.problem(
                problems,
                "is no kind that Flux tells of (" + text + ")",
                Suggestion.remedy(text, KINDS) + "; for other kinds set alert.<name>.objects"));
    }

    /** Flux compares names; a star means all only where it stands alone. */
    private static void checkName(Field field, boolean starred, Problems problems) {
        String text = field.text().orElse("");
        boolean star = starred && text.equals("*");
        if (!star && !text.matches("[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?")) {
            field.problem(
                    problems,
                    "is no name (" + text + ")",
                    starred ? "write a name, or * for all" : "write a namespace; * is not one in Flux either");
        }
    }

    private static String text(Field source, String name) {
        return source.field(name).flatMap(Field::text).orElse("");
    }
}
