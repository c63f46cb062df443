package dev.caravan.configuration;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.camel.main.HttpManagementServerConfigurationPropertiesConfigurer;

/** Finds properties that nothing reads under Caravan's prefixes; a provider's are looked at with its type. */
final class UnknownKeys {
    private static final String MANAGEMENT = "camel.management.";

    private UnknownKeys() {}

    static void check(Settings settings) {
        for (Property property : settings.all().values()) {
            if (property.key().matches("(provider|alert|source)\\.\\..*")) {
                String named = property.key().replaceFirst("\\.", ".<name>");
                settings.problems().add(property, "has no name", "write " + named);
            } else if (!isKnown(property.key())) {
                settings.problems().add(property, "is not a known property", remedy(property.key()));
            }
        }
    }

    /** A whole prefix misspelt, {@code providers.team.type}, would otherwise go unnoticed. */
    static void checkPrefixes(Map<String, Property> raw, Problems problems) {
        for (Property property : raw.values()) {
            String prefix = KeyTable.prefix(property.key());
            Optional<String> near = Suggestion.of(prefix, KeyTable.PREFIXES)
                    .filter(own -> prefix.length() > 4 && Suggestion.distance(prefix, own) == 1);
            near.ifPresent(own -> problems.add(
                    property,
                    "is not a known property",
                    "did you mean " + own + property.key().substring(prefix.length()) + "?"));
        }
    }

    private static boolean isKnown(String key) {
        return key.matches("provider\\.[^.]+\\..+")
                || isOfCamelsListener(key)
                || KeyTable.ofPrefix(KeyTable.prefix(key))
                        .anyMatch(known -> known.regex().matcher(key).matches());
    }

    /** Management listens by Camel's own server, which takes more than is declared here; the door is no such server. */
    private static boolean isOfCamelsListener(String key) {
        String option =
                key.startsWith(MANAGEMENT) ? key.substring(MANAGEMENT.length()).replace("-", "") : "";
        return !option.isEmpty()
                && !option.matches("(?i)host|port") // these are checked by the names that they have here
                && new HttpManagementServerConfigurationPropertiesConfigurer().getOptionType(option, true) != null;
    }

    private static String remedy(String key) {
        String[] parts = key.split("\\.", 3);
        String name = parts.length == 3 ? parts[1] : "<name>";
        List<String> candidates = KeyTable.ofPrefix(KeyTable.prefix(key))
                .map(known -> known.of(name).replace("[<n>]", "[0]"))
                .toList();
        Optional<String> near = Suggestion.of(key, candidates);
        return near.map(word -> "did you mean " + word + "?")
                .orElseGet(() -> candidates.isEmpty()
                        ? "remove it"
                        : "known are " + String.join(", ", new TreeSet<>(candidates)));
    }
}
