package dev.caravan.journal;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Lets a lane have few senders as long as its provider answers at once, and all of them when it is slow.
 *
 * <p>What was sent a moment ago counts as fresh, and only a few may be fresh. Answers that come at once keep the number of
 * senders at that, since a sender that is done takes the next entry itself; more would only cost threads, and connections to
 * the provider. Answers that take longer stop being fresh and make room.
 */
final class Admission {
    private static final int MOST_FRESH = 5;
    private static final long FRESH = Duration.ofMillis(8).toNanos();
    private static final long NOTHING = 0;

    private final AtomicLongArray sentAt;
    private final ReentrantLock lead = new ReentrantLock(); // unfair, so that the same few threads keep at it
    private volatile @Nullable Thread waiting;

    Admission(int senders) {
        sentAt = new AtomicLongArray(senders);
    }

    /** The next entry for a sender that is idle; one of them at a time waits for it, the others for their turn. */
    @Nullable
    Entry next(Lane lane, Duration wait) throws InterruptedException {
        lead.lockInterruptibly();
        try {
            waiting = Thread.currentThread();
            while (fresh() >= MOST_FRESH && lane.isOpen()) {
                LockSupport.parkNanos(this, FRESH);
            }
            waiting = null;
            return lane.take(wait);
        } finally {
            lead.unlock();
        }
    }

    void sending(int sender) {
        sentAt.set(sender, System.nanoTime() | 1); // never NOTHING
    }

    void sent(int sender) {
        sentAt.set(sender, NOTHING);
        LockSupport.unpark(waiting);
    }

    private int fresh() {
        long now = System.nanoTime();
        int fresh = 0;
        for (int sender = 0; sender < sentAt.length(); sender++) {
            long at = sentAt.get(sender);
            if (at != NOTHING && now - at < FRESH) {
                fresh++;
            }
        }
        return fresh;
    }
}
