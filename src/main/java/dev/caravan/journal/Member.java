package dev.caravan.journal;

import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** This process as one of those that share a journal. Once its time has run out unrenewed it comes back under another name. */
final class Member {
    /** By the database's clock. */
    static final Duration LEASE = Duration.ofSeconds(6);

    /** By our own, which may run a little slower, from before the question was sent: what began in time should also arrive in time. */
    private static final long SAFE = Duration.ofMillis(4500).toNanos();

    private volatile @Nullable Term term;

    private record Term(String id, long until) {}

    /** Its name; empty before it has one. */
    String id() {
        Term now = term;
        return now == null ? "" : now.id();
    }

    /** A name that was never used before, and says where the process runs. */
    static String name() {
        String host = System.getenv().getOrDefault("HOSTNAME", "caravan");
        return host + "-" + UUID.randomUUID().toString().substring(0, 8);
    }

    /** {@code asked} is when the lease was asked for, by {@link System#nanoTime()}. */
    void renewed(String id, long asked) {
        term = new Term(id, asked + SAFE);
    }

    /** Whether nobody can have taken over yet. */
    boolean isProven() {
        Term now = term;
        return now != null && now.until() - System.nanoTime() > 0;
    }
}
