package dev.caravan.configuration;

import java.util.regex.Pattern;

/** The names that users give to providers and alerts. */
final class Names {
    private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

    private Names() {}

    static boolean check(Settings settings, String prefix, String name) {
        if (FORM.matcher(name).matches()) {
            return true;
        }
        String where = settings.under(prefix + "." + name + ".").values().stream()
                .findFirst()
                .map(Property::where)
                .orElse("application.properties");
        settings.problems()
                .add(
                        where,
                        prefix + "." + name,
                        "is not a name",
                        "use lower-case letters, digits and dashes, at most 63");
        return false;
    }
}
