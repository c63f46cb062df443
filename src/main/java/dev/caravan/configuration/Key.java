package dev.caravan.configuration;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A property there is.
 *
 * @param pattern its name, with {@code <name>} for a name the user chooses, {@code [<n>]} for a list's index and
 *     {@code <key>} for a word the user chooses
 * @param fallback its default as one would write it; empty for none
 * @param description sentences for the documentation
 */
record Key<T>(String pattern, Type<T> type, String fallback, String description) {
    /** The property's full name. */
    String of(String... names) {
        return names.length == 0 ? pattern : pattern.replace("<name>", names[0]);
    }

    /** Matches every property of this key; the group {@code name} holds the user's name. */
    Pattern regex() {
        return Pattern.compile(Pattern.quote(pattern)
                .replace("<name>", "\\E(?<name>[^.]+)\\Q")
                .replace("[<n>]", "\\E(\\[(?<n>\\d{1,4})])?\\Q")
                .replace("<key>", "\\E(?<key>.+)\\Q"));
    }

    /** Matches every environment variable of this key. */
    Pattern variable() {
        return Pattern.compile(pattern.toUpperCase(Locale.ROOT)
                .replaceAll("[.-]", "_")
                .replace("<NAME>", "(?<name>.+)")
                .replace("[<N>]", "(_(?<n>\\d{1,4})_?)?")
                .replace("<KEY>", "(?<key>.+)"));
    }
}
