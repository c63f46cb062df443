package dev.caravan.provider;

import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The two spellings of a setting: {@code bot-name} in properties and secrets, {@code botName} in a Kamelet. */
public final class SettingNames {
    private static final Pattern JOINT = Pattern.compile("[-.]([a-z0-9])");
    private static final Pattern HUMP = Pattern.compile("[A-Z]+(?![a-z])|[A-Z]");

    private SettingNames() {}

    /** The Kamelet's name; a key may be written as either, and as Flux writes some: {@code githubAppID}. */
    public static String camelCase(String key) {
        return JOINT.matcher(kebabCase(key)).replaceAll(joint -> joint.group(1).toUpperCase(Locale.ROOT));
    }

    /** The name users write; the three files of a TLS secret keep the names that Kubernetes gives them. */
    public static String kebabCase(String property) {
        return switch (property) {
            case "caCrt" -> "ca.crt";
            case "tlsCrt" -> "tls.crt";
            case "tlsKey" -> "tls.key";
            default -> HUMP.matcher(property).replaceAll(SettingNames::separated);
        };
    }

    private static String separated(MatchResult hump) {
        return "-" + hump.group().toLowerCase(Locale.ROOT);
    }
}
