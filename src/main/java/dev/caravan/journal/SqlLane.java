package dev.caravan.journal;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** A lane whose place is a row of the database. What it holds in memory is true as long as the lane is this process's. */
final class SqlLane extends Lane {
    private final Tail tail;
    private final Pages pages;
    private final Writer writer;
    private final Ownership ownership;
    private final Signal arrivals = new Signal();
    private final AtomicBoolean advancing = new AtomicBoolean();
    private volatile Place place;
    private volatile Intake intake;
    private volatile boolean owned;
    private volatile boolean sending;

    SqlLane(String name, Tail tail, Pages pages, Writer writer, Ownership ownership) {
        super(name);
        this.tail = tail;
        this.pages = pages;
        this.writer = writer;
        this.ownership = ownership;
        this.place = new Place(tail.last(), List.of());
        this.intake = new Intake(name, place, tail, pages);
    }

    @Override
    public boolean isOurs() {
        return sending && ownership.isProven();
    }

    /** Whether its place is this process's to write. */
    boolean isOwned() {
        return owned;
    }

    /** It is this process's from now on, and stands there. */
    void own(Place found) {
        place = found;
        intake = new Intake(name(), found, tail, pages);
        owned = true;
        sending = true;
        arrivals.all();
    }

    /** It is another's, who has come that far. */
    void watch(Place found) {
        place = found;
    }

    /** Nothing more is sent, what is on its way ends. */
    void retreat() {
        if (sending) {
            sending = false;
            lookAgain();
        }
    }

    /** The retreat is off. */
    void stay() {
        if (!sending) {
            sending = true;
            arrivals.all();
        }
    }

    /** It may be another's from now on. */
    void lose() {
        owned = false;
        retreat();
    }

    @Override
    public @Nullable Entry take(Duration wait) throws InterruptedException {
        long left = wait.toNanos();
        while (isOpen()) {
            long seen = arrivals.rings();
            Intake reading = intake;
            Entry entry = isOurs() ? reading.next() : null;
            if (entry != null && reading == intake) { // else it was lost and is ours again
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
        if (isOurs() && place.canAdvance() && advancing.compareAndSet(false, true)) {
            var unused = finish(List.of()).whenComplete((done, failure) -> advancing.set(false));
        }
    }

    @Override
    public CompletableFuture<Boolean> complete(List<Entry> entries) {
        return finish(entries.stream().map(Entry::seq).toList());
    }

    private CompletableFuture<Boolean> finish(Collection<Long> seqs) {
        return writer.submit(Command.mark(tx -> tx.finish(this, seqs)));
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
