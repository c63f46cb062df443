package dev.caravan.journal;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** One provider's ordered reading of the journal. For any number of threads: what one takes is its own until completed. */
public abstract class Lane {
    private final String name;
    private volatile boolean open = true;
    private @Nullable Senders senders;

    protected Lane(String name) {
        this.name = name;
    }

    public final String name() {
        return name;
    }

    /**
     * The next entry, in order; null if there is none within {@code wait}, or the lane is closed.
     *
     * @throws JournalException if the journal cannot be read
     */
    public abstract @Nullable Entry take(Duration wait) throws InterruptedException;

    /**
     * Marks the entry as finished.
     *
     * @return done once that is durable, from when on the entry is never handed out again
     */
    public final CompletableFuture<Boolean> complete(Entry entry) {
        return complete(List.of(entry));
    }

    /** Marks all of them by one commit. */
    public abstract CompletableFuture<Boolean> complete(List<Entry> entries);

    /** Hands an unfinished entry back: whoever takes next gets it again. */
    public abstract void giveBack(Entry entry);

    /** Whether this process may begin an attempt now: another may have the lane, if several share a journal. */
    public boolean isOurs() {
        return true;
    }

    /** Has those who wait with an entry in hand look again whether the lane is ours. */
    protected final synchronized void lookAgain() {
        if (senders != null) {
            senders.wake();
        }
        wake();
    }

    /** Ends the waiting of all takers, who look again whether the lane is open. */
    protected abstract void wake();

    /** Nothing more is taken; what is in flight may still be completed. */
    public final void close() {
        open = false;
        wake();
    }

    public final void reopen() {
        open = true;
    }

    public final boolean isOpen() {
        return open;
    }

    /** Whose it is from now on; those before, whom it returns, take nothing more and end what they have in hand. */
    final synchronized @Nullable Senders handOver(Senders next) {
        Senders before = senders;
        senders = next;
        if (before != null) {
            before.end();
            close(); // also for whoever of them overslept that it was closed before
        }
        return before;
    }
}
