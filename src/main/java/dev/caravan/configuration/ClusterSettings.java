package dev.caravan.configuration;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What is taken of a cluster.
 *
 * @param on whether anything is
 * @param namespaces whose objects; none means the own one, {@code *} all
 * @param objects what was, by the objects' ids
 */
public record ClusterSettings(boolean on, List<String> namespaces, Map<String, Taken> objects) {
    /** Whether the same is in force of both, whatever else is wrong with the objects. */
    public boolean isInForceAs(ClusterSettings other) {
        return properties().equals(other.properties());
    }

    /** What there are providers and alerts of. */
    public Map<String, Taken> inForce() {
        return objects.values().stream()
                .filter(Taken::isInForce)
                .collect(Collectors.toMap(Taken::id, Function.identity()));
    }

    private Map<String, Map<String, Property>> properties() {
        return inForce().values().stream().collect(Collectors.toMap(Taken::id, Taken::properties));
    }
}
