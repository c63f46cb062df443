package dev.caravan.edit;

import java.io.IOException;
import java.util.List;

/**
 * What is to be said of an edit.
 *
 * @param problems why it cannot be in force
 * @param warnings what it may be in force with: goldens that were not edited along with their mapping
 */
public record Verdict(List<String> problems, List<String> warnings) {
    static Verdict fine() {
        return new Verdict(List.of(), List.of());
    }

    static Verdict bad(List<String> problems) {
        return new Verdict(List.copyOf(problems), List.of());
    }

    /** {@code failure} has the file's name as its message. */
    static Verdict unreadable(IOException failure) {
        return bad(List.of(failure.getMessage() + ": cannot be read or written ("
                + failure.getClass().getSimpleName()
                + "); make routes readable, and the history beside the journal writable"));
    }

    boolean isGood() {
        return problems.isEmpty();
    }

    /** What is refused has problems, and the version that stays has nothing of its warnings. */
    List<String> warningsOfGood() {
        return isGood() ? warnings : List.of();
    }
}
