package dev.caravan.configuration;

import java.util.regex.Pattern;

/** The names that users give to providers and alerts. */
final class Names {
    private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
    /** No name of Kubernetes has an underscore, so that no two objects have the same name here. */
    private static final Pattern OF_CLUSTER = Pattern.compile("[a-z0-9][a-z0-9-]*_[a-z0-9_-]+");

    private static final int LONGEST = 63;

    private Names() {}

    /** Of an object of the cluster: its namespace and its name, which may have dots. */
    static String ofCluster(String namespace, String name) {
        return namespace + "_" + name.replace('.', '_');
    }

    /** Whether an object of the cluster may come to have this name. */
    static boolean isOfCluster(Settings settings, String name) {
        return settings.get(Keys.CLUSTER) && OF_CLUSTER.matcher(name).matches();
    }

    static boolean check(Settings settings, String prefix, String name) {
        boolean clustered = isOfCluster(settings, name) && name.length() <= LONGEST;
        if (clustered || FORM.matcher(name).matches()) {
            return true;
        }
        settings.problems()
                .add(
                        settings.whereBelow(prefix + "." + name),
                        prefix + "." + name,
                        "is not a name",
                        "use lower-case letters, digits and dashes, at most 63");
        return false;
    }
}
