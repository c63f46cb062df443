package dev.caravan.configuration;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is known of a cluster. */
public interface Cluster {
    /** Of one that has nothing for us. */
    Cluster NONE = namespaces -> List.of();

    /**
     * The objects of Flux as they are now, and the Secrets they name.
     *
     * @param namespaces whose; none means the own one, {@code *} all
     */
    List<ClusterObject> objects(List<String> namespaces);

    /** Objects that are well said but of no use, by their ids, as long as they stay as they are. */
    default Map<String, Taken> unusable() {
        return Map.of();
    }

    /** Why it could not be asked, or not for everything, as a clause. */
    default Optional<String> fault() {
        return Optional.empty();
    }
}
