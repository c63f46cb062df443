package dev.caravan.configuration;

/**
 * An object of a cluster.
 *
 * @param json what manifests say of it: no status, and nothing that Kubernetes keeps beside it
 */
public record ClusterObject(String kind, String namespace, String name, String json) {
    public static final String PROVIDER = Manifest.PROVIDER;
    public static final String ALERT = Manifest.ALERT;
    public static final String SECRET = Manifest.SECRET;

    /** {@code Provider apps/crew}. */
    public String id() {
        return kind + " " + namespace + "/" + name;
    }

    /** A Secret's values may not be shown. */
    @Override
    public String toString() {
        return id();
    }
}
