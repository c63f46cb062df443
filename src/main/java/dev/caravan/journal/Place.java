package dev.caravan.journal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/** Where a lane stands: what it took, what of that is finished, and up to where nothing is missing. Thread-safe; never waits. */
final class Place {
    /** Entries between the oldest unfinished one and the newest taken one: bounds memory while one is stuck. */
    static final int WINDOW = 256;

    private final TreeSet<Long> inFlight = new TreeSet<>();
    private final TreeSet<Long> ahead;
    private long position;
    private long handed;

    Place(long position, Collection<Long> ahead) {
        this.position = position;
        this.handed = position;
        this.ahead = new TreeSet<>(ahead);
    }

    synchronized boolean hasRoom() {
        return inFlight.size() + ahead.size() < WINDOW;
    }

    /** Whether the entry is to be sent: not if it was finished before a restart or is on its way already. */
    synchronized boolean take(long seq) {
        handed = Math.max(handed, seq);
        return !ahead.contains(seq) && inFlight.add(seq);
    }

    synchronized void skip(long seq) {
        handed = Math.max(handed, seq);
    }

    synchronized void giveBack(long seq) {
        if (inFlight.remove(seq)) { // else its completion was written after all
            handed = Math.min(handed, seq - 1);
        }
    }

    /** Whether everything taken is finished and yet the position lags: entries that were not for this lane. */
    synchronized boolean canAdvance() {
        return inFlight.isEmpty() && handed > position;
    }

    /** What is to be written when these are finished; changes nothing before the commit. */
    synchronized Progress after(Collection<Long> finished) {
        long next = handed;
        for (long seq : inFlight) {
            if (!finished.contains(seq)) {
                next = Math.min(next, seq - 1);
                break;
            }
        }
        next = Math.max(next, position);
        List<Long> beyond = new ArrayList<>();
        for (long seq : finished) {
            if (seq > next) {
                beyond.add(seq);
            }
        }
        boolean passed = !ahead.isEmpty() && ahead.first() <= next;
        return new Progress(next, finished, beyond, passed, next != position);
    }

    /** Returns whether this made room where there was none. */
    synchronized boolean apply(Progress progress) {
        boolean full = !hasRoom();
        inFlight.removeAll(progress.finished());
        ahead.addAll(progress.ahead());
        ahead.headSet(progress.position(), true).clear();
        position = Math.max(position, progress.position()); // else it was taken over anew meanwhile
        return full && hasRoom();
    }

    /** Whether nothing taken is unfinished. */
    synchronized boolean isIdle() {
        return inFlight.isEmpty();
    }

    synchronized long position() {
        return position;
    }

    synchronized long handed() {
        return handed;
    }

    synchronized int ahead() {
        return ahead.size();
    }

    /**
     * A step of a lane.
     *
     * @param ahead of {@code finished}, what lies beyond the new position
     * @param passed whether entries remembered as finished ahead can be forgotten
     */
    record Progress(long position, Collection<Long> finished, List<Long> ahead, boolean passed, boolean moved) {}
}
