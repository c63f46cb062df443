package dev.caravan.configuration;

import java.util.Map;

/**
 * What one object of the cluster has become.
 *
 * @param name of the provider or alert
 * @param properties what is in force of it, as it is or as it was last without a fault; none when nothing is
 * @param problem why it is not taken as it is; empty when it is
 */
public record Taken(String id, String name, Map<String, Property> properties, String problem) {
    /** Whether there is such a provider or alert. */
    public boolean isInForce() {
        return !properties.isEmpty();
    }

    public boolean isProvider() {
        return id.startsWith(Manifest.PROVIDER + " ");
    }

    /** Whether it is as the object says. */
    public boolean isAsItIs() {
        return problem.isEmpty();
    }

    /** The same when it turns out to be of no use. */
    public Taken refused(String why) {
        return new Taken(id, name, properties, why);
    }

    /** The values may be secrets. */
    @Override
    public String toString() {
        return id + " " + properties.keySet() + " " + problem;
    }
}
