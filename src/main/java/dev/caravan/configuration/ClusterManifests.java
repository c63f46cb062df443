package dev.caravan.configuration;

import dev.caravan.provider.ProviderTypes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** Objects of the cluster as the manifests that they are, each read with problems of its own. */
record ClusterManifests(List<Manifest> manifests, ProviderTypes types, Map<String, Manifest> files) {
    /** They have no lines. */
    private static final LoadSettings SETTINGS = LoadSettings.builder()
            .setSchema(new CoreSchema())
            .setUseMarks(false)
            .build();

    static ClusterManifests of(List<ClusterObject> objects, ProviderTypes types, List<Manifest> files) {
        return new ClusterManifests(
                objects.stream().map(ClusterManifests::manifest).toList(),
                types,
                files.stream()
                        .collect(Collectors.toMap(ClusterManifests::id, Function.identity(), (one, same) -> one)));
    }

    private static Manifest manifest(ClusterObject object) {
        Field root = new Field(
                "cluster",
                object.id(),
                "",
                new Compose(SETTINGS).composeString(object.json()).orElseThrow());
        return new Manifest(object.kind(), object.namespace(), object.name(), root);
    }

    private static String id(Manifest manifest) {
        return manifest.kind() + " " + manifest.id();
    }

    /** What providers and alerts amount to, by their ids. */
    Map<String, Taken> read() {
        ManifestNames providers = ManifestNames.ofCluster(of(Manifest.PROVIDER).toList());
        Map<String, Taken> taken = new LinkedHashMap<>();
        of(Manifest.PROVIDER)
                .forEach(provider -> taken.put(id(provider), read(provider, (name, problems) -> {
                    FluxSecrets secrets = FluxSecrets.ofCluster(secrets(provider), problems);
                    return FluxProvider.properties(provider, name, secrets, types, problems);
                })));
        of(Manifest.ALERT)
                .forEach(alert -> taken.put(
                        id(alert),
                        read(alert, (name, problems) -> FluxAlert.properties(alert, name, providers, problems))));
        return taken;
    }

    private Stream<Manifest> of(String kind) {
        return manifests.stream().filter(manifest -> manifest.kind().equals(kind));
    }

    /** Those that a Provider names; what is wrong with one is wrong with the Provider. */
    private List<Manifest> secrets(Manifest provider) {
        List<String> names = Stream.of("secretRef", "certSecretRef", "proxySecretRef")
                .flatMap(reference -> provider.root().at("spec", reference, "name").flatMap(Field::text).stream())
                .toList();
        return of(Manifest.SECRET)
                .filter(secret -> secret.namespace().equals(provider.namespace()) && names.contains(secret.name()))
                .toList();
    }

    private Taken read(Manifest manifest, Translation translation) {
        Problems problems = new Problems();
        String name = Names.ofCluster(manifest.namespace(), manifest.name());
        Manifest file = files.get(id(manifest));
        if (file != null) {
            manifest.root()
                    .problem(
                            problems,
                            "is told of by " + file.root().line() + " too, which wins",
                            "remove one of the two");
        }
        Map<String, Property> properties = file == null ? translation.properties(name, problems) : Map.of();
        String text = problems.all().stream()
                .map(problem -> text(problem, id(manifest)))
                .collect(Collectors.joining(". "));
        return new Taken(id(manifest), name, properties, text);
    }

    /** A problem by the object's field, which is where its owner will look. */
    static String text(ConfigurationProblem problem, String id) {
        String line =
                field(problem, id) + " " + problem.what() + (problem.remedy().isEmpty() ? "" : "; " + problem.remedy());
        return line.replaceAll("provider\\.[a-z0-9_-]+\\.secret\\b", "spec.secretRef")
                .replaceAll("\\b(provider|alert)\\.[a-z0-9-]+_[a-z0-9_-]+\\.", "")
                .replaceAll("\\p{Cntrl}+", " ");
    }

    /** What is missing is told of where the type stands, and by its own name. */
    private static String field(ConfigurationProblem problem, String id) {
        String place = problem.where().replaceFirst("^cluster \\((.*)\\)$", "$1");
        boolean property = problem.key().matches("(provider|alert)\\..*");
        boolean missing =
                property && place.endsWith(", spec.type") && !problem.key().endsWith(".type");
        if (missing) {
            return problem.key().split("\\.", 3).length > 2 ? problem.key() : "the object";
        }
        String field = property ? place : place + ", " + problem.key();
        return field.equals(id) ? "the object" : field.replace(id + ", ", "");
    }

    private interface Translation {
        Map<String, Property> properties(String name, Problems problems);
    }
}
