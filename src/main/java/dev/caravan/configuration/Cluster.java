package dev.caravan.configuration;

import java.util.List;

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
}
