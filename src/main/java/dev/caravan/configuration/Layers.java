package dev.caravan.configuration;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Lays a profile over the file, the environment over both, and system properties over all. */
final class Layers {
    /** What Kubernetes puts into the environment for every Service, whatever its name. */
    private static final Pattern SERVICE_LINK =
            Pattern.compile(".*_(SERVICE_HOST|SERVICE_PORT(_.+)?|PORT(_\\d+_(TCP|UDP|SCTP)(_.+)?)?)");

    private final Surroundings surroundings;
    private final Problems problems;
    private final Map<String, Property> properties;

    private Layers(Surroundings surroundings, Problems problems) {
        this.surroundings = surroundings;
        this.problems = problems;
        this.properties = new LinkedHashMap<>(PropertiesFile.read(surroundings.file(), problems));
        Profile.of(surroundings, properties).ifPresent(profile -> properties.putAll(profile.read(problems)));
    }

    /** Raw properties by key, Caravan's and the file's others. */
    static Map<String, Property> read(Surroundings surroundings, ClusterLayer cluster, Problems problems) {
        Layers layers = new Layers(surroundings, problems);
        Map<String, Property> system = layers.system();
        layers.cluster(cluster, layers.manifests());
        // names that only system properties hold must be known when the environment is read, and still win over it
        layers.properties.putAll(system);
        layers.environment();
        layers.properties.putAll(system);
        return layers.properties;
    }

    /** A weak layer, but which files it is made of is what the others say. */
    private List<Manifest> manifests() {
        Optional<Property> globs = early(Keys.MANIFESTS);
        if (globs.isEmpty()) {
            return List.of();
        }
        Path secrets = early(Keys.SECRETS).map(Property::value).map(Path::of).orElse(Path.of(Keys.SECRETS.fallback()));
        FluxLayer flux = new FluxLayer(
                surroundings.types(), surroundings.directory().resolve(secrets).normalize(), problems);
        List<Manifest> manifests = Manifests.read(surroundings.directory(), globs.get(), problems);
        flux.read(manifests).forEach(properties::putIfAbsent);
        return manifests;
    }

    /** The weakest layer. */
    private void cluster(ClusterLayer cluster, List<Manifest> manifests) {
        boolean on = early(Keys.CLUSTER)
                .filter(property -> property.value().equals("true"))
                .isPresent();
        if (on) {
            List<String> namespaces = early(Keys.NAMESPACES)
                    .map(property -> Keys.NAMESPACES.type().parse().apply(property.value()))
                    .orElse(List.of());
            cluster.read(namespaces, manifests).forEach(properties::putIfAbsent);
        }
    }

    /** What a property will be once all layers are read. */
    private Optional<Property> early(Key<?> key) {
        String name = key.pattern();
        String variable = EnvironmentKeys.variable(name);
        String value = surroundings.environment().getOrDefault(variable, "");
        boolean fromEnvironment = !value.isBlank() && !surroundings.system().containsKey(name);
        return Optional.ofNullable(
                        fromEnvironment ? new Property(name, value.strip(), variable, false) : properties.get(name))
                .flatMap(property -> new Placeholders(properties, surroundings)
                        .resolve(property, problems)
                        .map(property::withValue))
                .filter(property -> !property.value().isBlank());
    }

    private Map<String, Property> system() {
        Map<String, Property> system = new LinkedHashMap<>();
        surroundings.system().forEach((key, value) -> {
            if (KeyTable.isRead(key)) {
                system.put(key, new Property(key, value, "-D" + key, true));
            }
        });
        return system;
    }

    private void environment() {
        EnvironmentKeys keys = new EnvironmentKeys(properties, surroundings.types());
        surroundings.environment().keySet().stream()
                .filter(Layers::candidate)
                .sorted(EnvironmentKeys.order())
                .forEach(variable -> environment(keys, variable));
    }

    private static boolean candidate(String variable) {
        int end = variable.indexOf('_');
        String prefix = end < 0 ? "" : variable.substring(0, end);
        boolean owned = KeyTable.PREFIXES.stream()
                .anyMatch(own -> EnvironmentKeys.variable(own).equals(prefix));
        return (owned && !SERVICE_LINK.matcher(variable).matches())
                || variable.startsWith("CAMEL_SERVER_")
                || variable.startsWith("CAMEL_MANAGEMENT_");
    }

    private void environment(EnvironmentKeys keys, String variable) {
        String value = surroundings.environment().getOrDefault(variable, "");
        Optional<String> key = keys.key(variable);
        if (key.isEmpty()) {
            unknown(variable);
        } else if (!value.isBlank()) {
            // quoting a variable could show a secret that was put into the wrong one
            properties.put(key.get(), new Property(key.get(), value.strip(), variable, false));
        }
    }

    /** Others own names like SOURCE_DATE_EPOCH and JOURNAL_STREAM: only what can be meant for us is an error. */
    private void unknown(String variable) {
        if (variable.startsWith("PROVIDER_") || variable.startsWith("ALERT_")) {
            problems.add(
                    variable,
                    "the variable",
                    "stands for no known property",
                    "unset it, or see docs/configuration.md for what there is");
        }
    }
}
