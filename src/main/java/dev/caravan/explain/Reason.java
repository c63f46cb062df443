package dev.caravan.explain;

import dev.caravan.jsonata.JsonataException;
import org.jspecify.annotations.Nullable;

/** Says in one line why something failed, without class names; it may hold configured values, so mask it. */
final class Reason {
    private static final int LONGEST_CHAIN = 20;

    private Reason() {}

    /** A mapping's own words, else the innermost cause's. */
    static String of(Throwable failure) {
        Throwable innermost = failure;
        for (int depth = 0; depth < LONGEST_CHAIN; depth++) {
            Throwable cause = innermost.getCause();
            if (innermost instanceof JsonataException || cause == null) {
                break;
            }
            innermost = cause;
        }
        return line(innermost.getMessage());
    }

    private static String line(@Nullable String message) {
        return message == null
                ? "it fails without a reason"
                : message.replaceAll("\\p{Cntrl}+", " ").strip();
    }
}
