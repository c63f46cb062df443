package dev.caravan.client;

import java.time.Duration;

/**
 * When the attempt that a thread makes began: all its requests share one time-out, those for a token too. They leave from the
 * thread that began it; a thread that began none has the whole time-out for each.
 */
public final class AttemptClock {
    private static final ThreadLocal<Long> BEGUN = new ThreadLocal<>();

    private AttemptClock() {}

    /** An attempt begins in this thread, at a moment of {@link System#nanoTime()}. */
    public static void begin(long moment) {
        BEGUN.set(moment);
    }

    /** How much of the time-out is left; zero or less when nothing is. */
    static Duration left(Duration timeout) {
        Long begun = BEGUN.get();
        return begun == null ? timeout : timeout.minusNanos(System.nanoTime() - begun);
    }
}
