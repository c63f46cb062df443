package dev.caravan.configuration;

import dev.caravan.provider.ProviderTypeException;
import dev.caravan.provider.ProviderTypes;
import dev.caravan.provider.Setting;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.stream.Stream;

/**
 * Finds the property that an environment variable stands for.
 *
 * <p>A variable's name tells neither dots from dashes nor where a name ends. So names that are known already are tried
 * first, the longest first, then the known properties, the longest first; a name is what is left, with dashes.
 */
final class EnvironmentKeys {
    private final Map<String, Property> properties;
    private final ProviderTypes types;
    private final List<Key<?>> keys;

    EnvironmentKeys(Map<String, Property> properties, ProviderTypes types) {
        this.properties = properties;
        this.types = types;
        this.keys = KeyTable.all()
                .sorted(Comparator.comparing((Key<?> key) -> -key.pattern().length()))
                .toList();
    }

    /** The variable that overrides a property: upper case, with an underscore for all that is no letter or digit. */
    static String variable(String key) {
        return key.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    }

    /** In this order a provider's type is known before its settings are. */
    static Comparator<String> order() {
        return Comparator.comparing((String name) -> !name.endsWith("_TYPE"))
                .thenComparing(String::length)
                .thenComparing(Comparator.naturalOrder());
    }

    Optional<String> key(String variable) {
        return properties.keySet().stream()
                .filter(key -> variable(key).equals(variable))
                .findFirst()
                .or(() -> setting(variable))
                .or(() -> known(variable));
    }

    private Optional<String> setting(String variable) {
        return names("provider").stream()
                .sorted(Comparator.comparing(String::length).reversed())
                .flatMap(name -> settings(name).map(setting -> "provider." + name + "." + setting))
                .filter(key -> variable(key).equals(variable))
                .findFirst();
    }

    private Stream<String> settings(String provider) {
        Property type = properties.get("provider." + provider + ".type");
        Stream<String> common = Stream.concat(ProviderKeys.COMMON.stream(), ProviderKeys.OF_A_SECRET.stream())
                .map(key -> key.pattern().substring("provider.<name>.".length()));
        return Stream.concat(common, type == null ? Stream.empty() : settingsOf(type.value()));
    }

    /** An unknown or broken type is told of where providers are read. */
    private Stream<String> settingsOf(String type) {
        try {
            return types.get(type).settings().values().stream().map(Setting::key);
        } catch (ProviderTypeException e) {
            return Stream.empty();
        }
    }

    private Optional<String> known(String variable) {
        for (Key<?> key : keys) {
            Matcher matcher = key.variable().matcher(variable);
            if (matcher.matches()) {
                return Optional.of(filled(key.pattern(), matcher));
            }
        }
        return Optional.empty();
    }

    private String filled(String pattern, Matcher matcher) {
        String key = pattern;
        if (key.contains("<name>")) {
            key = key.replace("<name>", name(KeyTable.prefix(pattern), matcher.group("name")));
        }
        if (key.contains("[<n>]")) {
            key = key.replace("[<n>]", matcher.group("n") == null ? "" : "[" + matcher.group("n") + "]");
        }
        return key.contains("<key>") ? key.replace("<key>", dashed(matcher.group("key"))) : key;
    }

    private String name(String prefix, String variable) {
        return names(prefix).stream()
                .filter(name -> variable(name).equals(variable))
                .findFirst()
                .orElseGet(() -> dashed(variable));
    }

    private Set<String> names(String prefix) {
        Set<String> names = new TreeSet<>();
        for (String key : properties.keySet()) {
            String[] parts = key.split("\\.", 3);
            if (parts.length == 3 && parts[0].equals(prefix)) {
                names.add(parts[1]);
            }
        }
        return names;
    }

    private static String dashed(String variable) {
        return variable.toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
