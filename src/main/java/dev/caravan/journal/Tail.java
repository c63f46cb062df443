package dev.caravan.journal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The newest entries, for lanes that keep up: they need neither the disk nor a JSON parser. Bounded by count and size. */
final class Tail {
    private static final int CAPACITY = 1024;
    private static final long MAX_SIZE = 4 << 20;

    private final @Nullable Stored[] ring = new @Nullable Stored[CAPACITY];
    private volatile long last;
    private long first; // of those here, which have no gaps
    private long newest; // of those here
    private long size;

    Tail(long last) {
        this.last = last;
        this.first = last + 1;
        this.newest = last;
    }

    /** Place of the newest committed entry; places have no gaps. */
    long last() {
        return last;
    }

    /** Others have committed up to there, what the database can tell. */
    synchronized void learn(long others) {
        last = Math.max(last, others);
    }

    /** What this process has committed. */
    synchronized void add(List<Stored> appended) {
        if (!appended.isEmpty() && appended.get(0).entry().seq() != newest + 1) {
            startAt(appended.get(0).entry().seq());
        }
        for (Stored stored : appended) {
            if (stored.entry().seq() - first >= CAPACITY) {
                drop();
            }
            ring[slot(stored.entry().seq())] = stored;
            size += stored.size();
            newest = stored.entry().seq();
        }
        last = Math.max(last, newest);
        while (size > MAX_SIZE) {
            drop();
        }
    }

    /** What is missing in between, another process has committed. */
    private void startAt(long seq) {
        Arrays.fill(ring, null);
        size = 0;
        first = seq;
        newest = seq - 1;
    }

    private void drop() {
        Stored oldest = ring[slot(first)];
        size -= oldest == null ? 0 : oldest.size();
        ring[slot(first)] = null;
        first++;
    }

    /** What follows {@code seq}, at most {@code max}; null if that is no longer all here. */
    synchronized @Nullable List<Stored> after(long seq, int max) {
        if (seq + 1 < first || (seq >= newest && seq < last)) {
            return null;
        }
        List<Stored> found = new ArrayList<>();
        for (long next = seq + 1; next <= newest && found.size() < max; next++) {
            Stored stored = ring[slot(next)];
            if (stored != null) {
                found.add(stored);
            }
        }
        return found;
    }

    private static int slot(long seq) {
        return (int) (seq & (CAPACITY - 1));
    }
}
