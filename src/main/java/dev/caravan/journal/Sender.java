package dev.caravan.journal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One thread of a lane: take, send, mark as delivered, and only then the next. */
final class Sender implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Sender.class);
    private static final Duration FOREVER = Duration.ofDays(1);
    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
    private static final Duration LAST_WAIT = Duration.ofSeconds(30);

    private final Senders senders;
    private final int number;
    private final Lane lane;
    private final LaneGate gate;
    private final Senders.Send send;
    private @Nullable Mark mark;

    Sender(Senders senders, int number, Lane lane, LaneGate gate, Senders.Send send) {
        this.senders = senders;
        this.number = number;
        this.lane = lane;
        this.gate = gate;
        this.send = send;
    }

    @Override
    public void run() {
        try {
            senders.takeOver();
            while (!senders.ending()) {
                Entry entry = take(FOREVER);
                if (entry != null) {
                    senders.took();
                    handleAllThereIs(entry);
                    senders.released();
                }
            }
        } catch (InterruptedException e) {
            return; // told to end
        }
    }

    /** A sender that is done takes what waits already itself: no other has to be woken for it. */
    private void handleAllThereIs(Entry first) throws InterruptedException {
        for (Entry entry = first; entry != null; entry = senders.ending() ? null : take(Duration.ZERO)) {
            List<Entry> entries = new ArrayList<>(1);
            entries.add(entry);
            if (!handled(entries)) {
                entries.forEach(lane::giveBack);
                break;
            }
            settle();
            mark = new Mark(entries, lane.complete(entries));
        }
        settle();
    }

    /** The next entry is sent while this one is being marked; more than one per sender is never without its mark. */
    private void settle() throws InterruptedException {
        Mark last = mark;
        if (last == null) {
            return;
        }
        mark = null;
        boolean marked = false;
        try {
            marked = marked(last);
        } finally {
            if (!marked) {
                last.entries().forEach(lane::giveBack);
            }
        }
    }

    private @Nullable Entry take(Duration wait) throws InterruptedException {
        try {
            return wait.isZero() ? lane.take(wait) : senders.admission().next(lane, wait);
        } catch (JournalException e) {
            LOG.warn("lane {}: {}; trying again in {} s", lane.name(), e.getMessage(), FIRST_WAIT.toSeconds());
            pause(FIRST_WAIT);
            return null;
        }
    }

    /** Returns whether the entries are delivered; if not, it is time to end and the journal still has them. */
    private boolean handled(List<Entry> entries) {
        try {
            Duration wait = FIRST_WAIT;
            while (passGate()) {
                gather(entries);
                if (sent(entries)) {
                    return true;
                }
                if (lane.isOurs() && !paused()) {
                    tellAndPause("is not finished; trying again", entries, wait);
                    wait = longer(wait);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return false;
    }

    /** What waits already goes along, as far as the lane may send it as one. */
    private void gather(List<Entry> entries) throws InterruptedException {
        int most = gate.mostAsOne(lane.name());
        while (entries.size() < most) {
            Entry next = take(Duration.ZERO);
            if (next == null) {
                return;
            }
            entries.add(next);
        }
    }

    /** Waits while the lane is paused; returns false when it is to end instead, or the lane is another process's. */
    private boolean passGate() throws InterruptedException {
        while (!senders.ending() && lane.isOurs()) {
            long seen = senders.change().rings();
            Duration pause = gate.pause(lane.name());
            if (pause.isZero() || pause.isNegative()) {
                return true;
            }
            senders.change().await(seen, pause.toNanos());
        }
        return false;
    }

    /** Whoever paused the lane has told why. */
    private boolean paused() {
        return gate.pause(lane.name()).compareTo(Duration.ZERO) > 0;
    }

    private boolean sent(List<Entry> entries) throws InterruptedException {
        senders.admission().sending(number);
        try {
            return send.entries(entries);
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            return false; // the route has told what failed
        } catch (Error e) { // it would end this thread, and with it the lane
            LOG.error(
                    "lane {}: event {} failed with {}",
                    lane.name(),
                    entries.get(0).id(),
                    e.getClass().getSimpleName());
            return false;
        } finally {
            senders.admission().sent(number);
        }
    }

    /** The entries were delivered: from here on only the note of it is repeated, never the delivery. */
    private boolean marked(Mark mark) throws InterruptedException {
        CompletableFuture<Boolean> done = mark.done();
        Duration wait = FIRST_WAIT;
        while (!succeeded(done)) {
            if (senders.ending()) {
                return false;
            }
            tellAndPause("is delivered but not yet marked as such; trying again", mark.entries(), wait);
            wait = longer(wait);
            done = lane.complete(mark.entries());
        }
        return true;
    }

    private static boolean succeeded(CompletableFuture<Boolean> done) throws InterruptedException {
        try {
            return done.get();
        } catch (ExecutionException | CompletionException e) {
            return false;
        }
    }

    private void tellAndPause(String what, List<Entry> entries, Duration wait) throws InterruptedException {
        if (!senders.ending()) {
            LOG.warn("lane {}: event {} {} in {} s", lane.name(), entries.get(0).id(), what, wait.toSeconds());
            pause(wait);
        }
    }

    private void pause(Duration wait) throws InterruptedException {
        long seen = senders.change().rings();
        if (!senders.ending()) {
            senders.change().await(seen, wait.toNanos());
        }
    }

    private static Duration longer(Duration wait) {
        Duration twice = wait.multipliedBy(2);
        return twice.compareTo(LAST_WAIT) > 0 ? LAST_WAIT : twice;
    }

    /** Delivered entries, and whether the journal has them as such. */
    private record Mark(List<Entry> entries, CompletableFuture<Boolean> done) {}
}
