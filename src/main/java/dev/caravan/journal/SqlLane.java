package dev.caravan.journal;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** A lane whose place is a row of the database. */
final class SqlLane extends Lane {
    private final Place place;
    private final Intake intake;
    private final Writer writer;
    private final Signal arrivals = new Signal();
    private final AtomicBoolean advancing = new AtomicBoolean();

    SqlLane(String name, Place place, Intake intake, Writer writer) {
        super(name);
        this.place = place;
        this.intake = intake;
        this.writer = writer;
    }

    @Override
    public @Nullable Entry take(Duration wait) throws InterruptedException {
        long left = wait.toNanos();
        while (isOpen()) {
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

    @Override
    public CompletableFuture<Boolean> complete(List<Entry> entries) {
        return finish(entries.stream().map(Entry::seq).toList());
    }

    private CompletableFuture<Boolean> finish(Collection<Long> seqs) {
        return writer.submit(Command.of(tx -> tx.finish(this, seqs)));
    }

    @Override
    public void giveBack(Entry entry) {
        intake.giveBack(entry);
        arrivals.one();
    }

    @Override
    protected void wake() {
        arrivals.all();
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
