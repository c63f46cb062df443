package dev.caravan.journal;

import org.jspecify.annotations.Nullable;

/** Which lanes are this process's, when several may share a journal. */
interface Ownership extends AutoCloseable {
    /** A lane that is new to this process; returns once it is known whose it is, or the database does not answer. */
    void opened(SqlLane lane);

    /** Whether what was this process's at the last look cannot be another's by now. */
    boolean isProven();

    /** The name of the process that has it; null if nobody has, or there is but one. */
    @Nullable
    String owner(String lane);

    void start();

    /** Lets all lanes go, for others to take at once. */
    @Override
    void close();
}
