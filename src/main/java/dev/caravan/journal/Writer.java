package dev.caravan.journal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The only thread that writes: takes all that waits, commits it at once, then ticks about once a second. */
final class Writer implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Writer.class);
    private static final int MAX_BATCH = 1024;
    private static final int MAX_WAITING = 10_000;
    private static final long MAX_WAITING_SIZE = 64 << 20;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long TICK = Duration.ofSeconds(1).toNanos();

    private final BlockingQueue<Command<?>> queue = new LinkedBlockingQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicLong waitingSize = new AtomicLong();
    private final Readiness readiness;
    private final Thread thread = new Thread(this, "journal");
    private @Nullable Batch batch;
    private @Nullable Runnable tick;
    private volatile boolean closing;
    private volatile boolean closed;

    Writer(Readiness readiness) {
        this.readiness = readiness;
    }

    void start(Batch newBatch, Runnable newTick) {
        batch = newBatch;
        tick = newTick;
        thread.setDaemon(true); // a disk that hangs must not keep the process
        thread.start();
    }

    /** Queues a command; an append is refused at once when the journal cannot take it. */
    <T> CompletableFuture<T> submit(Command<T> command) {
        JournalException refusal = command.size() > 0 ? refusal(command.size()) : null;
        if (refusal != null || closing) {
            command.failed(refusal == null ? closed() : refusal);
            return command.promise();
        }
        queue.add(command);
        if (closed && queue.remove(command)) {
            command.failed(closed());
        }
        return command.promise();
    }

    private @Nullable JournalException refusal(int size) {
        JournalException refusal = readiness.refusal();
        if (refusal != null) {
            return refusal;
        }
        if (waiting.get() >= MAX_WAITING || waitingSize.get() >= MAX_WAITING_SIZE) {
            return new JournalUnavailableException("journal cannot keep up: " + waiting + " appends wait for the disk");
        }
        waiting.incrementAndGet();
        waitingSize.addAndGet(size);
        return null;
    }

    int waiting() {
        return waiting.get();
    }

    @Override
    public void run() {
        List<Command<?>> commands = new ArrayList<>();
        long next = System.nanoTime() + TICK;
        while (!closing || !queue.isEmpty()) {
            collect(commands, next - System.nanoTime());
            write(commands);
            if (System.nanoTime() - next >= 0) {
                var unused = guard(Objects.requireNonNull(tick));
                next = System.nanoTime() + TICK;
            }
        }
        closed = true;
        queue.drainTo(commands);
        commands.forEach(command -> command.failed(closed()));
    }

    private void collect(List<Command<?>> commands, long nanos) {
        commands.clear();
        try {
            Command<?> first = queue.poll(nanos, TimeUnit.NANOSECONDS);
            if (first != null) {
                commands.add(first);
                queue.drainTo(commands, MAX_BATCH - 1);
            }
        } catch (InterruptedException e) {
            closing = true; // nobody but the end of the process interrupts it
        }
    }

    private void write(List<Command<?>> commands) {
        JournalException refusal = readiness.isLasting() ? readiness.refusal() : null;
        if (refusal == null && !commands.isEmpty()) {
            refusal = guard(() -> Objects.requireNonNull(batch).run(commands));
        }
        for (Command<?> command : commands) {
            if (refusal != null) {
                command.failed(refusal);
            }
            if (command.size() > 0) {
                waiting.decrementAndGet();
                waitingSize.addAndGet(-command.size());
            }
        }
    }

    /** A mistake of ours must not end the thread while appends wait for it. */
    private @Nullable JournalException guard(Runnable work) {
        try {
            work.run();
            return null;
        } catch (RuntimeException | Error e) {
            LOG.error("journal stopped writing after an unexpected error", e);
            readiness.broke(new Fault("an unexpected error", true, true));
            return new JournalUnavailableException("journal cannot write: an unexpected error", e);
        }
    }

    private static JournalException closed() {
        return new JournalUnavailableException("journal is closed");
    }

    /** Writes what waits, then ends; returns whether it did. */
    boolean close() {
        closing = true;
        queue.add(Command.of(tx -> true));
        try {
            thread.join(PATIENCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return !thread.isAlive();
    }
}
