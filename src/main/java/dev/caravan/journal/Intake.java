package dev.caravan.journal;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Fetches a lane's entries in order, from the tail while the lane keeps up, else a page at a time from the disk. */
final class Intake {
    private final String lane;
    private final Place place;
    private final Tail tail;
    private final Pages pages;
    private final Deque<Stored> buffer = new ArrayDeque<>();
    private long fetched;

    Intake(String lane, Place place, Tail tail, Pages pages) {
        this.lane = lane;
        this.place = place;
        this.tail = tail;
        this.pages = pages;
        this.fetched = place.position();
    }

    /** The next entry to send, or null if there is none now. */
    synchronized @Nullable Entry next() {
        while (place.hasRoom() && (!buffer.isEmpty() || fetch())) {
            Stored stored = buffer.removeFirst();
            long seq = stored.entry().seq();
            if (!stored.isFor(lane)) {
                place.skip(seq);
            } else if (place.take(seq)) {
                return stored.entry();
            }
        }
        return null;
    }

    private boolean fetch() {
        if (fetched >= tail.last()) {
            return false;
        }
        List<Stored> recent = tail.after(fetched, Place.WINDOW);
        buffer.addAll(recent == null ? pages.after(fetched) : recent);
        Stored newest = buffer.peekLast();
        if (newest != null) {
            fetched = newest.entry().seq();
        }
        return newest != null;
    }

    /** Whether another thread would get something at once. */
    synchronized boolean hasMore() {
        return place.hasRoom() && (!buffer.isEmpty() || fetched < tail.last());
    }

    synchronized void giveBack(Entry entry) {
        place.giveBack(entry.seq());
        buffer.clear();
        fetched = place.handed();
    }
}
