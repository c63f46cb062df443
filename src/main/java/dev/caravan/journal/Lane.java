package dev.caravan.journal;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** One provider's ordered reading of the journal. For any number of threads: what one takes is its own until completed. */
public final class Lane {
    private final String name;
    private final Place place;
    private final Intake intake;
    private final Writer writer;
    private final Signal arrivals = new Signal();
    private final AtomicBoolean advancing = new AtomicBoolean();
    private volatile boolean open = true;

    Lane(String name, Place place, Intake intake, Writer writer) {
        this.name = name;
        this.place = place;
        this.intake = intake;
        this.writer = writer;
    }

    public String name() {
        return name;
    }

    /**
     * The next entry, in order; null if there is none within {@code wait}, or the lane is closed.
     *
     * @throws JournalException if the disk cannot be read
     */
    public @Nullable Entry take(Duration wait) throws InterruptedException {
        long left = wait.toNanos();
        while (open) {
            long seen = arrivals.rings();
            Entry entry = intake.next();
            if (entry != null) {
                passOn();
                return entry;
            }
            advance();
            if (left <= 0) {
                return null;
            }
            left = arrivals.await(seen, left);
        }
        return null;
    }

    /** Each taker wakes the next, so that no more threads wake than there is work for. */
    private void passOn() {
        if (intake.hasMore()) {
            arrivals.one();
        }
    }

    /** Entries for other lanes are nobody's to complete. */
    private void advance() {
        if (place.canAdvance() && advancing.compareAndSet(false, true)) {
            var unused = finish(List.of()).whenComplete((done, failure) -> advancing.set(false));
        }
    }

    /**
     * Marks the entry as finished.
     *
     * @return done once that is on disk, from when on the entry is never handed out again
     */
    public CompletableFuture<Boolean> complete(Entry entry) {
        return complete(List.of(entry));
    }

    /** Marks all of them by one commit. */
    CompletableFuture<Boolean> complete(List<Entry> entries) {
        return finish(entries.stream().map(Entry::seq).toList());
    }

    private CompletableFuture<Boolean> finish(List<Long> seqs) {
        return writer.submit(Command.of(tx -> tx.finish(this, seqs)));
    }

    /** Hands an unfinished entry back: whoever takes next gets it again. */
    public void giveBack(Entry entry) {
        intake.giveBack(entry);
        arrivals.one();
    }

    /** Ends the waiting of all takers; what is in flight may still be completed. */
    public void close() {
        open = false;
        arrivals.all();
    }

    Lane reopen() {
        open = true;
        return this;
    }

    boolean isOpen() {
        return open;
    }

    Place place() {
        return place;
    }

    void committed(Place.Progress progress) {
        if (place.apply(progress)) {
            arrivals.all();
        }
    }

    void arrived() {
        arrivals.one();
    }
}
