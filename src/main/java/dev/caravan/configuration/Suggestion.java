package dev.caravan.configuration;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.TreeSet;

/** The known word that was probably meant. */
public final class Suggestion {
    private static final int NEAR = 2;

    private Suggestion() {}

    /** The nearest of the known words, when at most two letters differ. */
    static Optional<String> of(String word, Collection<String> known) {
        return known.stream()
                .filter(candidate -> distance(word, candidate) <= NEAR)
                .min(Comparator.comparing((String candidate) -> distance(word, candidate))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** The remedy: the suggestion, or else all that is known. */
    static String remedy(String word, Collection<String> known) {
        return of(word, known)
                .map(near -> "did you mean " + near + "?")
                .orElseGet(
                        () -> known.isEmpty() ? "remove it" : "known are " + String.join(", ", new TreeSet<>(known)));
    }

    /** Levenshtein's: how many letters to add, drop or replace. */
    public static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int replaced = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[other.length()];
    }
}
