package dev.caravan.edit;

import dev.caravan.configuration.Cluster;
import dev.caravan.configuration.Configuration;
import dev.caravan.configuration.ConfigurationException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Has the files that are edited follow the version in force, when nothing is wrong with them. */
final class Succession {
    private final Path directory;
    private final Place live;
    private final History history;
    private final Running running;
    private final Cluster cluster;
    private Optional<Version> version;

    Succession(Beginning beginning, Running running) {
        this.directory = beginning.configuration().directory();
        this.live = beginning.live();
        this.history = beginning.history();
        this.running = running;
        this.cluster = beginning.configuration().surroundings().cluster();
        this.version = beginning.version();
    }

    /** The version in force; empty as long as none was kept. */
    Optional<Version> version() {
        return version;
    }

    /** The files as they look now. */
    Look look() throws IOException {
        return Look.at(live);
    }

    /** Has what was started from the files read from a copy of them from now on; false when they were written meanwhile. */
    boolean settle(Look now) throws IOException {
        version = version.isPresent() ? version : draft(now);
        if (version.isEmpty()) {
            return false;
        }
        keep(now);
        Place copy = version.get().place();
        running.moveTo(copy.surroundings(directory, cluster), copy.routes());
        return true;
    }

    /** Keeps what was started as the last good version of files that look so. */
    void keep(Look now) throws IOException {
        history.keep(version.orElseThrow(), now.running());
        history.tidy();
    }

    /** A copy of the files; empty when they were written meanwhile. */
    Optional<Version> draft(Look now) throws IOException {
        Version draft = history.draft(live);
        if (look().equals(now)) {
            return Optional.of(draft);
        }
        history.drop(draft);
        return Optional.empty();
    }

    /** Whether the draft is what is in force; it is not needed then. */
    boolean isInForce(Version draft) throws IOException {
        boolean same = version.isPresent() && changed(draft).isEmpty();
        if (same) {
            history.drop(draft);
        }
        return same;
    }

    private List<String> changed(Version draft) throws IOException {
        return version.isPresent()
                ? draft.place().differing(version.get().place())
                : List.copyOf(draft.place().files().keySet());
    }

    /** What is not even copied, as problems. */
    List<String> tooLarge() throws IOException {
        return live.tooLarge();
    }

    /** Goes on with the draft, or says what keeps it from being in force. */
    Verdict follow(Version draft, Look now) throws IOException {
        try {
            Verdict verdict = new Inspection(directory, live, cluster).of(draft.place(), changed(draft));
            List<String> problems = verdict.isGood() ? replace(draft) : verdict.problems();
            if (!problems.isEmpty()) {
                return Verdict.bad(problems);
            }
            version = Optional.of(draft);
            history.keep(draft, now.running());
            return verdict;
        } finally {
            if (!Optional.of(draft).equals(version)) {
                history.drop(draft);
            }
        }
    }

    private List<String> replace(Version draft) {
        try {
            Configuration next = running.configuration()
                    .readAgain(draft.place().surroundings(directory, cluster))
                    .checked();
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
            return List.of(StartFault.of(e).line());
        }
    }
}
