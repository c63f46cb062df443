package dev.caravan.journal;

import java.time.Duration;

/** Hears of every commit, on the writing thread: be quick. */
@FunctionalInterface
public interface CommitListener {
    /**
     * After a commit.
     *
     * @param duration from the first statement of the transaction to the disk's confirmation
     * @param commands appends, completions and others that shared it
     */
    void committed(Duration duration, int commands);
}
