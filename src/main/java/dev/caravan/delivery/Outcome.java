package dev.caravan.delivery;

import java.util.Locale;

/** What an attempt's answer means. */
public enum Outcome {
    DELIVERED,
    RETRY,
    RATE_LIMITED,
    REJECTED,
    UNAUTHORISED,
    /** Too large: to be rendered smaller and sent once more. */
    SHRINK;

    /** The word users see: {@code rate-limited}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Outcome of(String word) {
        for (Outcome outcome : values()) {
            if (outcome.word().equals(word)) {
                return outcome;
            }
        }
        throw new IllegalArgumentException(
                "unknown outcome '" + word + "', use delivered, retry, rate-limited, rejected, unauthorised or shrink");
    }
}
