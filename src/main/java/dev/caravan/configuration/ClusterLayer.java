package dev.caravan.configuration;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The properties that objects of the cluster amount to, each by itself: one that something is wrong with stays as it was before,
 * or is left out, and nobody else notices.
 */
final class ClusterLayer {
    /** What the place of every property of a cluster begins with. */
    static final String WHERE = "cluster (";

    private final Surroundings surroundings;
    private final Map<String, Taken> before;
    private final Map<String, Taken> taken = new TreeMap<>();
    private boolean read;

    /**
     * Reads nothing before it is asked to.
     *
     * @param before what is in force
     */
    ClusterLayer(Surroundings surroundings, Map<String, Taken> before) {
        this.surroundings = surroundings;
        this.before = before;
    }

    /** The properties by their keys; {@code files} holds objects that win over the same ones here. */
    Map<String, Property> read(List<String> namespaces, List<Manifest> files) {
        if (!read) { // once, however often the rest is read
            ClusterManifests manifests =
                    ClusterManifests.of(surroundings.cluster().objects(namespaces), surroundings.types(), files);
            manifests.read().forEach((id, fresh) -> taken.put(id, usable(fresh)));
            read = true;
        }
        Map<String, Property> properties = new LinkedHashMap<>();
        taken.values().forEach(object -> properties.putAll(object.properties()));
        return properties;
    }

    Map<String, Taken> taken() {
        return Map.copyOf(taken);
    }

    private Taken usable(Taken fresh) {
        if (!fresh.isAsItIs()) {
            return fallenBack(fresh, fresh.problem());
        }
        return Optional.ofNullable(surroundings.cluster().unusable().get(fresh.id()))
                .filter(known -> known.properties().equals(fresh.properties()))
                .map(known -> fallenBack(fresh, known.problem()))
                .orElse(fresh);
    }

    /** Each object falls twice at most: back to what it was before, and out. */
    private Taken fallenBack(Taken object, String problem) {
        Map<String, Property> last = Optional.ofNullable(before.get(object.id()))
                .map(Taken::properties)
                .filter(properties -> !properties.equals(object.properties()) && object.isInForce())
                .orElse(Map.of());
        return new Taken(object.id(), object.name(), last, problem);
    }

    /** Whether some of these problems are of objects in force; those are given up then. */
    boolean refuses(List<ConfigurationProblem> problems) {
        Map<Taken, String> refused = taken.values().stream()
                .filter(Taken::isInForce)
                .filter(object -> problems.stream().anyMatch(problem -> concerns(problem, object)))
                .collect(Collectors.toMap(object -> object, object -> text(object, problems)));
        refused.forEach((object, problem) -> taken.put(object.id(), fallenBack(object, problem)));
        return !refused.isEmpty();
    }

    /** What was read wrongly the first time is what is told, even when what it was before is of no use either. */
    private static String text(Taken object, List<ConfigurationProblem> problems) {
        return object.isAsItIs()
                ? problems.stream()
                        .filter(problem -> concerns(problem, object))
                        .map(problem -> ClusterManifests.text(problem, object.id()))
                        .collect(Collectors.joining(". "))
                : object.problem();
    }

    private static boolean concerns(ConfigurationProblem problem, Taken object) {
        String prefix = object.id().startsWith(Manifest.PROVIDER) ? "provider." : "alert.";
        return problem.where().startsWith(WHERE) && problem.concerns(prefix + object.name());
    }
}
