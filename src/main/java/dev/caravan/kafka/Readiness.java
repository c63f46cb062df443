package dev.caravan.kafka;

import dev.caravan.journal.Health;
import dev.caravan.journal.JournalFullException;
import dev.caravan.journal.JournalUnavailableException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether appends are taken, and if not, why. What changes is told once. */
final class Readiness {
    private static final Logger LOG = LoggerFactory.getLogger(Readiness.class);

    private volatile @Nullable String broken = "it is not connected to Kafka yet";
    private volatile @Nullable String full;
    private @Nullable String told;

    @Nullable
    JournalUnavailableException refusal() {
        String fault = broken;
        if (fault != null) {
            return new JournalUnavailableException("journal cannot write: " + fault);
        }
        String mark = full;
        return mark == null ? null : new JournalFullException("journal is full: " + mark);
    }

    Health health() {
        JournalUnavailableException refusal = refusal();
        return new Health(refusal == null, refusal == null ? null : refusal.getMessage());
    }

    boolean isBroken() {
        return broken != null;
    }

    synchronized void broke(String reason) {
        broken = reason;
        if (!reason.equals(told)) {
            told = reason;
            LOG.warn("journal: {}; posts are answered with 503 until that is over", reason);
        }
        notifyAll();
    }

    synchronized void works() {
        if (told != null) {
            told = null;
            LOG.info("journal: Kafka takes events again");
        }
        broken = null;
        notifyAll();
    }

    void full(@Nullable String mark) {
        full = mark;
    }

    /** Waits a moment for the first connection, so that a process is usually ready as soon as it has started. */
    synchronized void await(long millis) throws InterruptedException {
        long end = System.nanoTime() + millis * 1_000_000;
        while (broken != null && told == null) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return;
            }
            wait(left);
        }
    }
}
