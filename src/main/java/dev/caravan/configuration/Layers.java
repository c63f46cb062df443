package dev.caravan.configuration;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Lays the environment over the file, and system properties over both. */
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
    }

    /** Raw properties by key, Caravan's and the file's others. */
    static Map<String, Property> read(Surroundings surroundings, Problems problems) {
        Layers layers = new Layers(surroundings, problems);
        Map<String, Property> system = layers.system();
        // names that only system properties hold must be known when the environment is read, and still win over it
        layers.properties.putAll(system);
        layers.environment();
        layers.properties.putAll(system);
        return layers.properties;
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
