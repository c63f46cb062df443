package dev.caravan.configuration;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Turns an Alert into the properties of an alert. */
final class FluxAlert {
    static final Shape SHAPE = Manifest.shape(Shape.object(
            Map.of(
                    "providerRef",
                    Shape.REFERENCE,
                    "eventSeverity",
                    Shape.TEXT,
                    "eventSources",
                    Shape.objects(
                            Map.of(
                                    "apiVersion", Shape.TEXT,
                                    "kind", Shape.TEXT,
                                    "name", Shape.TEXT,
                                    "namespace", Shape.TEXT,
                                    "matchLabels", Shape.LABELS),
                            "kind",
                            "name"),
                    "inclusionList",
                    Shape.TEXTS,
                    "exclusionList",
                    Shape.TEXTS,
                    "eventMetadata",
                    Shape.LABELS,
                    "summary",
                    Shape.TEXT,
                    "suspend",
                    Shape.TEXT),
            "providerRef",
            "eventSources"));

    private final Manifest manifest;
    private final String name;
    private final Problems problems;
    private final Map<String, Property> properties = new LinkedHashMap<>();

    private FluxAlert(Manifest manifest, String name, Problems problems) {
        this.manifest = manifest;
        this.name = name;
        this.problems = problems;
    }

    static Map<String, Property> properties(
            Manifest manifest, String name, ManifestNames providers, Problems problems) {
        SHAPE.check(manifest.root(), problems);
        FluxAlert alert = new FluxAlert(manifest, name, problems);
        alert.spec("providerRef")
                .flatMap(reference -> reference.field("name"))
                .ifPresent(reference -> alert.takeProvider(reference, providers));
        alert.spec("eventSources").ifPresent(alert::takeSources);
        alert.spec("eventSeverity").ifPresent(field -> alert.put("severity", field));
        alert.takePatterns("inclusionList", "include");
        alert.takePatterns("exclusionList", "exclude");
        alert.spec("summary").ifPresent(field -> alert.put("summary", field));
        alert.spec("suspend").ifPresent(field -> alert.put("suspend", field));
        alert.spec("eventMetadata")
                .ifPresent(metadata -> metadata.fields().forEach((key, field) -> alert.put("metadata." + key, field)));
        return alert.properties;
    }

    /** A name that no manifest has may be that of a provider in the properties. */
    private void takeProvider(Field reference, ManifestNames providers) {
        String wanted = reference.text().orElse("");
        Optional<String> provider = providers.name(manifest.namespace(), wanted);
        boolean missing = provider.isEmpty() && providers.isComplete();
        Optional<String> elsewhere = provider.isPresent() || missing ? Optional.empty() : providers.elsewhere(wanted);
        elsewhere.ifPresent(other -> reference.problem(
                problems,
                "names the Provider " + wanted + ", which namespace " + manifest.namespace() + " has not, but " + other,
                "move one to the other's namespace"));
        if (missing) {
            reference.problem(
                    problems,
                    "names the Provider " + wanted + ", which namespace " + manifest.namespace() + " has not",
                    "add it, or correct the name");
        } else if (elsewhere.isEmpty()) {
            put("providers", reference.property("", provider.orElse(wanted), true));
        }
    }

    /** No object at all would mean every object to us, where Flux tells of none. */
    private void takeSources(Field sources) {
        if (sources.items().isEmpty()) {
            sources.problem(problems, "is empty, so nothing would be told", "add a source, or set suspend: true");
        }
        String objects = sources.items().stream()
                .map(source -> FluxSource.of(source, manifest.namespace(), problems))
                .collect(Collectors.joining(","));
        put("objects", sources.property("", objects, true));
    }

    private void takePatterns(String field, String key) {
        List<Field> patterns = spec(field).map(Field::items).orElse(List.of());
        for (int i = 0; i < patterns.size(); i++) {
            takePattern(key + "[" + i + "]", patterns.get(i));
        }
    }

    private void takePattern(String key, Field pattern) {
        Optional<String> difference = pattern.text().flatMap(GoRegex::difference);
        difference.ifPresent(
                what -> pattern.problem(problems, "holds " + what, "write it so that Go and Java read it alike"));
        if (difference.isEmpty()) {
            put(key, pattern);
        }
    }

    private void put(String key, Field field) {
        field.text().ifPresent(text -> put(key, field.property("", text, true)));
    }

    private void put(String key, Property property) {
        String full = "alert." + name + "." + key;
        properties.put(full, property.withKey(full));
    }

    private Optional<Field> spec(String key) {
        return manifest.spec().flatMap(spec -> spec.field(key));
    }
}
