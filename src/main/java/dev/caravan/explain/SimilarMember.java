package dev.caravan.explain;

import dev.caravan.configuration.Suggestion;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A member whose name is probably that of a missing one: written in another way, with one letter wrong, or with two exchanged.
 *
 * @param missing the path of what is missing, like {@code $.a.b}
 * @param there the path of what is there
 */
record SimilarMember(String missing, String there) {
    /** Shorter names resemble each other by chance. */
    private static final int SHORTEST = 5;

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_]\\w*");

    /** {@code path} is like {@code $.a.b}; of what is missing its first step counts. */
    static Optional<SimilarMember> of(String path, Map<?, ?> payload) {
        String before = "$";
        Object at = payload;
        for (String name : path.substring(1).split("[.\\[\\]']+", -1)) {
            if (!(at instanceof Map<?, ?> map)) {
                return Optional.empty();
            }
            String place = before;
            if (!name.isEmpty() && !map.containsKey(name)) {
                return map.keySet().stream()
                        .map(String::valueOf)
                        .filter(other -> isSimilar(name, other))
                        .findFirst()
                        .map(other -> new SimilarMember(place + step(name), place + step(other)));
            }
            at = name.isEmpty() ? at : map.get(name);
            before = name.isEmpty() ? before : before + step(name);
        }
        return Optional.empty();
    }

    /** The condition as it would be for the member that is there. */
    String corrected(String condition) {
        return condition.replace("@" + missing.substring(1), "@" + there.substring(1));
    }

    private static boolean isSimilar(String name, String other) {
        String one = plain(name);
        String two = plain(other);
        return one.equals(two)
                || (name.length() >= SHORTEST
                        && (Suggestion.distance(one, two) == 1 || letters(one).equals(letters(two))));
    }

    private static String step(String name) {
        return PLAIN.matcher(name).matches() ? "." + name : "['" + name + "']";
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }

    private static String letters(String name) {
        return name.chars()
                .sorted()
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
