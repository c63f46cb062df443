package dev.caravan.journal;

import java.time.Duration;
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
    private final @Nullable Senders previous;
    private final int number;
    private final Lane lane;
    private final LaneGate gate;
    private final Senders.Send send;
    private @Nullable Mark mark;

    Sender(Senders senders, @Nullable Senders previous, int number, Lane lane, LaneGate gate, Senders.Send send) {
        this.senders = senders;
        this.previous = previous;
        this.number = number;
        this.lane = lane;
        this.gate = gate;
        this.send = send;
    }

    @Override
    public void run() {
        try {
            if (previous != null) {
                previous.await();
            }
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
            if (!handled(entry)) {
                lane.giveBack(entry);
                break;
            }
            settle();
            mark = new Mark(entry, lane.complete(entry));
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
                lane.giveBack(last.entry());
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

    /** Returns whether the entry is delivered; if not, it is time to end and the journal still has it. */
    private boolean handled(Entry entry) {
        try {
            Duration wait = FIRST_WAIT;
            while (passGate()) {
                if (sent(entry)) {
                    return true;
                }
                if (!paused()) {
                    tellAndPause("is not finished; trying again", entry, wait);
                    wait = longer(wait);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return false;
    }

    /** Waits while the lane is paused; returns false when it is to end instead. */
    private boolean passGate() throws InterruptedException {
        while (!senders.ending()) {
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

    private boolean sent(Entry entry) throws InterruptedException {
        senders.admission().sending(number);
        try {
            return send.entry(entry);
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            return false; // the route has told what failed
        } catch (Error e) { // it would end this thread, and with it the lane
            LOG.error(
                    "lane {}: event {} failed with {}",
                    lane.name(),
                    entry.id(),
                    e.getClass().getSimpleName());
            return false;
        } finally {
            senders.admission().sent(number);
        }
    }

    /** The entry was delivered: from here on only the note of it is repeated, never the delivery. */
    private boolean marked(Mark mark) throws InterruptedException {
        CompletableFuture<Boolean> done = mark.done();
        Duration wait = FIRST_WAIT;
        while (!succeeded(done)) {
            if (senders.ending()) {
                return false;
            }
            tellAndPause("is delivered but not yet marked as such; trying again", mark.entry(), wait);
            wait = longer(wait);
            done = lane.complete(mark.entry());
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

    private void tellAndPause(String what, Entry entry, Duration wait) throws InterruptedException {
        if (!senders.ending()) {
            LOG.warn("lane {}: event {} {} in {} s", lane.name(), entry.id(), what, wait.toSeconds());
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

    /** A delivered entry, and whether the journal has it as such. */
    private record Mark(Entry entry, CompletableFuture<Boolean> done) {}
}
