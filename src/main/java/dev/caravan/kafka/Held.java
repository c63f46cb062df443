package dev.caravan.kafka;

import dev.caravan.journal.Entry;
import java.time.Instant;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.jspecify.annotations.Nullable;

/**
 * One partition of a lane: what waits, what is on its way, and up to where nothing is missing. Not thread-safe.
 *
 * <p>What one sender has of it is all that is on its way: the next sender gets something once that is finished. So the order of each object is
 * kept whatever the concurrency.
 */
final class Held {
    private static final int MOST = 100;
    private static final int MOST_BYTES = 256 << 10;

    private final TreeMap<Long, Sized> waiting = new TreeMap<>();
    private final TreeMap<Long, Sized> inFlight = new TreeMap<>();
    private @Nullable Thread sender;
    private boolean owned;
    private long fetched;
    private long committed;
    private long bytes;

    /** It is ours from {@code position} on. What others have passed meanwhile is no longer ours to finish. */
    void assign(long position) {
        waiting.clear();
        bytes = 0;
        inFlight.headMap(position).clear();
        freeSender();
        fetched = position;
        committed = position;
        owned = true;
    }

    /** It is another's; what is on its way here is finished for nobody. */
    void revoke() {
        owned = false;
        waiting.clear();
        bytes = 0;
    }

    void add(Entry entry, int size) {
        long offset = Spot.offset(entry.seq());
        passed(offset);
        if (owned && !inFlight.containsKey(offset)) {
            waiting.put(offset, new Sized(entry, size));
            bytes += size;
        }
    }

    /** A record was fetched that may have been for others. */
    void passed(long offset) {
        fetched = Math.max(fetched, offset + 1);
    }

    boolean isFull() {
        return waiting.size() >= MOST || bytes >= MOST_BYTES;
    }

    boolean isHalfEmpty() {
        return waiting.size() <= MOST / 2 && bytes <= MOST_BYTES / 2;
    }

    boolean offers(Thread taker) {
        return owned && !waiting.isEmpty() && (sender == null || sender.equals(taker));
    }

    Entry take(Thread taker) {
        var next = waiting.pollFirstEntry();
        sender = taker;
        inFlight.put(next.getKey(), next.getValue());
        bytes -= next.getValue().size();
        return next.getValue().entry();
    }

    void finish(long offset) {
        inFlight.remove(offset);
        freeSender();
    }

    void giveBack(long offset) {
        Sized back = inFlight.remove(offset);
        if (back != null && owned) {
            waiting.put(offset, back);
            bytes += back.size();
        }
        freeSender();
    }

    private void freeSender() {
        if (inFlight.isEmpty()) {
            sender = null;
        }
    }

    boolean isIdle() {
        return inFlight.isEmpty();
    }

    boolean isOwned() {
        return owned;
    }

    int size() {
        return owned ? waiting.size() + inFlight.size() : 0;
    }

    /** When the oldest of its events was accepted. */
    @Nullable
    Instant oldest() {
        var first = inFlight.isEmpty() ? waiting.firstEntry() : inFlight.firstEntry();
        return owned && first != null ? first.getValue().entry().acceptedAt() : null;
    }

    /** What to commit; null if that is done. */
    @Nullable
    OffsetAndMetadata progress() {
        long position = position();
        return owned && position > committed ? new OffsetAndMetadata(position) : null;
    }

    private long position() {
        long position = fetched;
        position = waiting.isEmpty() ? position : Math.min(position, waiting.firstKey());
        return inFlight.isEmpty() ? position : Math.min(position, inFlight.firstKey());
    }

    void committed(long position) {
        committed = Math.max(committed, position);
    }

    private record Sized(Entry entry, int size) {}
}
