package dev.caravan.edit;

import dev.caravan.configuration.Configuration;
import dev.caravan.configuration.ConfigurationException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
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
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Path directory;
    private final Place live;
    private final History history;
    private final Running running;
    private final Clock clock = Clock.systemUTC();
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "edit-watch");
        thread.setDaemon(true);
        return thread;
    });
    private final @Nullable Look begun;
    private Optional<Version> version;
    private @Nullable Look done;
    private @Nullable Look last;
    private volatile State state;

    /** Nothing is looked at before {@link #start()}. */
    public Edits(Beginning beginning, Running running) {
        this.directory = beginning.configuration().directory();
        this.live = beginning.live();
        this.history = beginning.history();
        this.running = running;
        this.version = beginning.version();
        this.done = version.isPresent() ? beginning.seen() : null;
        this.begun = beginning.seen();
        this.last = begun;
        this.state = State.begun(version.map(Version::id).orElse(""), beginning.problems(), clock.instant());
    }

    /** Not at once: the start is over, but what comes in first should not have to share the processor. */
    public void start() {
        tell();
        watch.execute(() -> safely(this::remember));
        var unused = watch.scheduleWithFixedDelay(
                () -> safely(this::look), 2 * INTERVAL.toMillis(), INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** What is in force, and what became of the latest edit. */
    public Map<String, Object> state() {
        return state.json();
    }

    /** Whether the files as they are now are in force. */
    public boolean inForce() {
        return state.problems().isEmpty();
    }

    private void remember() throws IOException {
        if (version.isPresent()) {
            history.keep(version.get());
            history.tidy();
        }
    }

    private void look() throws IOException {
        Look now = Look.at(live);
        boolean settled = now.equals(last);
        boolean untouched = now.equals(begun) && version.isEmpty();
        last = now;
        if (settled && !now.equals(done) && (untouched ? first(now) : take(now))) {
            done = now;
        }
    }

    /** Keeps what the process was started with, from which alone it reads from now on. */
    private boolean first(Look now) throws IOException {
        history.tidy();
        Version copy = history.draft(live);
        if (!Look.at(live).equals(now)) {
            history.drop(copy);
            return false;
        }
        history.keep(copy);
        running.moveTo(copy.place().surroundings(directory), copy.place().routes());
        version = Optional.of(copy);
        state = state.inForce(copy.id(), clock.instant());
        return true;
    }

    /** Returns whether this is settled, for good or bad, until the files change again. */
    private boolean take(Look now) throws IOException {
        long begun = System.nanoTime();
        Version draft = history.draft(live);
        if (!Look.at(live).equals(now)) {
            history.drop(draft); // it was written while it was copied
            return false;
        }
        if (version.isPresent() && draft.place().isSame(version.get().place())) {
            history.drop(draft);
            state = state.takenBack(clock.instant());
            return true;
        }
        List<String> problems = new Inspection(directory, live).problems(draft.place());
        if (problems.isEmpty()) {
            problems = replace(draft);
        }
        if (problems.isEmpty()) {
            history.keep(draft);
            version = Optional.of(draft);
            state = state.inForce(draft.id(), clock.instant());
            LOG.info("Edit in force as version {}, after {} ms", draft.id(), millisSince(begun));
        } else {
            history.drop(draft);
            refuse(problems);
        }
        return true;
    }

    private static long millisSince(long begun) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
    }

    /** Returns what keeps it from being in force. */
    private List<String> replace(Version draft) {
        try {
            Configuration next = Configuration.read(draft.place().surroundings(directory));
            List<String> problems = Restart.problems(running.configuration(), next);
            if (problems.isEmpty()) {
                running.replace(next, draft.place().routes());
            }
            return problems;
        } catch (ConfigurationException e) {
            return e.problems().stream().map(Object::toString).toList();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of("the gateway is stopping");
        } catch (Exception e) {
            return List.of("routes: " + StartFault.of(e));
        }
    }

    private void refuse(List<String> problems) {
        if (watch.isShutdown()) {
            return; // it was only interrupted, and the next start will see
        }
        boolean again = problems.equals(state.problems());
        state = state.refused(problems, clock.instant());
        if (!again) {
            tell();
        }
    }

    private void tell() {
        if (!inForce()) {
            LOG.warn("Edit refused, version {} stays in force; what is wrong with the files:", state.version());
            state.problems().forEach(problem -> LOG.warn("{}", problem));
        }
    }

    private void safely(Step step) {
        try {
            step.run();
        } catch (IOException e) {
            // its message is the file's name
            refuse(List.of(e.getMessage() + ": cannot be read or written ("
                    + e.getClass().getSimpleName()
                    + "); make routes readable, and the history beside the journal writable"));
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
