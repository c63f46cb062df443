package dev.caravan.journal;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The threads of a lane: as many as find work at the same time, up to the lane's concurrency. */
final class Senders {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Lane lane;
    private final LaneGate gate;
    private final Send send;
    private final int concurrency;
    private final Admission admission;
    private final Signal change = new Signal();
    private final List<Thread> threads = new CopyOnWriteArrayList<>();
    private final AtomicInteger idle = new AtomicInteger();
    private final AtomicInteger busy = new AtomicInteger();
    private volatile boolean ending;

    Senders(Lane lane, LaneGate gate, Send send, int concurrency) {
        this.lane = lane;
        this.gate = gate;
        this.send = send;
        this.concurrency = concurrency;
        this.admission = new Admission(concurrency);
    }

    /** Starts sending once {@code previous} have ended: in between nothing overtakes what is in flight. */
    void startAfter(@Nullable Senders previous) {
        start(previous);
    }

    private synchronized void start(@Nullable Senders previous) {
        if (threads.size() < concurrency && !ending) {
            Sender sender = new Sender(this, previous, threads.size(), lane, gate, send);
            Thread thread = new Thread(sender, "lane-" + lane.name() + "-" + (threads.size() + 1));
            thread.setDaemon(true); // what is in flight is in the journal: it need not keep the process
            threads.add(thread);
            idle.incrementAndGet(); // counted before it runs, so that it is not started twice
            thread.start();
        }
    }

    /** Called with an entry in hand: one thread is kept waiting for the next, as long as there may be more. */
    void took() {
        busy.incrementAndGet();
        if (idle.decrementAndGet() == 0 && threads.size() < concurrency) {
            start(null);
        }
    }

    void released() {
        idle.incrementAndGet();
        busy.decrementAndGet();
    }

    /** How many entries are on their way. */
    int busy() {
        return busy.get();
    }

    boolean ending() {
        return ending;
    }

    Admission admission() {
        return admission;
    }

    Signal change() {
        return change;
    }

    void wake() {
        change.all();
    }

    /** Takes nothing more and ends every wait; what is on its way goes on. */
    void end() {
        ending = true;
        lane.close();
        wake();
    }

    /** Waits for the threads; what still hangs after all patience is interrupted and stays in the journal. */
    void join() throws InterruptedException {
        for (Thread thread : threads) {
            thread.join(PATIENCE.toMillis());
            if (thread.isAlive()) {
                thread.interrupt();
                thread.join(PATIENCE.toMillis());
            }
        }
    }

    /** Waits for the threads, however long. */
    void await() throws InterruptedException {
        for (Thread thread : threads) {
            thread.join();
        }
    }

    /** Sends entries as one; returns whether they are finished. */
    interface Send {
        boolean entries(List<Entry> entries) throws Exception;
    }
}
