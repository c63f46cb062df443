package dev.caravan.edit;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes edits of routes and properties in while the gateway runs. Files are looked at every half second, as file events would not do:
 * a ConfigMap's mount changes a symbolic link, and network file systems send none. What has come to rest is copied, checked as a
 * copy, started beside what runs, and only then follows it. What is wrong with it changes nothing but is told.
 */
public final class Edits implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Edits.class);
    private static final Duration INTERVAL = Duration.ofMillis(500);
    /** Files that have not changed for so long have come to rest. */
    private static final Duration REST = Duration.ofMillis(250);

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Succession succession;
    private final Beginning beginning;
    private final Clock clock = Clock.systemUTC();
    private final ScheduledExecutorService watch =
            new ScheduledThreadPoolExecutor(1, Edits::thread, new ThreadPoolExecutor.DiscardPolicy());
    private boolean copied;
    private @Nullable Look done;
    private @Nullable Look last;
    private volatile State state;

    /** Nothing is looked at before {@link #start()}. */
    public Edits(Beginning beginning, Running running) {
        this.beginning = beginning;
        this.succession = new Succession(beginning, running);
        this.copied = beginning.copied();
        this.done = copied ? beginning.seen() : null;
        this.state = State.begun(id(), beginning.verdict(), clock.instant());
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "edit-watch");
        thread.setDaemon(true);
        return thread;
    }

    /** Not at once: the start is over, but what comes in first should not have to share the processor. */
    public void start() {
        tellRefused();
        beginning.verdict().warningsOfGood().forEach(Edits::warn);
        after(INTERVAL, this::keepChecked);
        after(INTERVAL.multipliedBy(2), this::look);
    }

    /** Does something that edits must not come in between, after the one that is looked at. */
    public void inTurn(Runnable task) {
        watch.execute(() -> safely(task::run));
    }

    private void after(Duration wait, Step step) {
        var unused = watch.schedule(() -> safely(step), wait.toMillis(), TimeUnit.MILLISECONDS);
    }

    private String id() {
        return succession.version().map(Version::id).orElse("");
    }

    /** What is in force, and what became of the latest edit. */
    public Map<String, Object> state() {
        return state.json();
    }

    /** Whether the files as they are now are in force. */
    public boolean inForce() {
        return state.problems().isEmpty();
    }

    /** A start with files that had been edited was one with a copy that was checked; the version that it fell back to is kept already. */
    private void keepChecked() throws IOException {
        if (done != null && beginning.verdict().isGood()) {
            succession.keep(done);
        }
    }

    private void look() throws IOException {
        Duration wait = INTERVAL;
        try {
            Look now = succession.look();
            boolean settled = now.equals(last);
            last = now;
            if (settled && !now.equals(done) && (isAsBegun(now) ? settle(now) : take(now))) {
                done = now;
            }
            wait = settled ? INTERVAL : REST;
        } finally {
            after(wait, this::look);
        }
    }

    private boolean isAsBegun(Look now) {
        return !copied && now.running().equals(beginning.seen());
    }

    private boolean settle(Look now) throws IOException {
        copied = succession.settle(now);
        if (copied && id().equals(state.version())) {
            takenBack();
        } else if (copied) {
            state = state.inForce(id(), List.of(), clock.instant());
        }
        return copied;
    }

    /** Returns whether this is settled, for good or bad, until the files change again. */
    private boolean take(Look now) throws IOException {
        long begun = System.nanoTime();
        List<String> tooLarge = succession.tooLarge();
        if (!tooLarge.isEmpty()) {
            refuse(tooLarge);
            return true;
        }
        Optional<Version> draft = succession.draft(now);
        if (draft.isEmpty()) {
            return false; // they were written while they were copied
        }
        if (succession.isInForce(draft.get())) {
            takenBack();
            return copied || settle(now);
        }
        Verdict verdict = succession.follow(draft.get(), now);
        if (verdict.isGood()) {
            copied = true;
            state = state.inForce(id(), verdict.warnings(), clock.instant());
            verdict.warnings().forEach(Edits::warn);
            LOG.info(
                    "Edit in force as version {}, after {} ms",
                    id(),
                    TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun));
        } else {
            refuse(verdict.problems());
        }
        return true;
    }

    private void takenBack() {
        if (!inForce()) {
            LOG.info("Edit taken back, the files are those of version {} again", id());
        }
        state = state.takenBack(clock.instant());
    }

    private void refuse(List<String> problems) {
        if (watch.isShutdown()) {
            return; // it was only interrupted, and the next start will see
        }
        boolean again = problems.equals(state.problems());
        state = state.refused(problems, clock.instant());
        if (!again) {
            tellRefused();
        }
    }

    private void tellRefused() {
        if (!inForce()) {
            LOG.warn("Edit refused, version {} stays in force; what is wrong with the files:", state.version());
            state.problems().forEach(Edits::warn);
        }
    }

    private static void warn(String text) {
        LOG.warn("{}", text);
    }

    private void safely(Step step) {
        try {
            step.run();
        } catch (IOException e) {
            done = null; // once they can be read they may be those in force, which has to be said
            refuse(Verdict.unreadable(e).problems());
        } catch (RuntimeException e) {
            LOG.error(
                    "Edits could not be looked at ({}); trying again",
                    e.getClass().getSimpleName(),
                    e);
        }
    }

    /** Waits a little for what it is about. */
    @Override
    public void close() {
        watch.shutdownNow();
        try {
            watch.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private interface Step {
        void run() throws IOException;
    }
}
