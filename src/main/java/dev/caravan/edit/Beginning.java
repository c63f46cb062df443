package dev.caravan.edit;

import dev.caravan.configuration.Cluster;
import dev.caravan.configuration.Configuration;
import dev.caravan.configuration.ConfigurationException;
import dev.caravan.configuration.Reading;
import dev.caravan.configuration.Surroundings;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * What a process starts with: the files as they are, at the very first start or when they are those of the version that was in force last;
 * the files that were edited while nothing ran, when nothing is wrong with them; or else that version.
 *
 * @param live the files that are edited
 * @param version whose files these are, empty at the very first start
 * @param copied whether they are read from the version and not where they are edited
 * @param seen how the files looked, without samples where they were not checked; null when they could not be looked at
 * @param verdict what is to be said of the files as they lie there
 */
public record Beginning(
        Configuration configuration,
        Place live,
        History history,
        Optional<Version> version,
        boolean copied,
        @Nullable Look seen,
        Verdict verdict) {

    /**
     * Looks what there is to start with. The configuration is read once, but for files that were edited.
     *
     * @param directory the working directory
     * @throws ConfigurationException when there is nothing, for what is wrong with the files
     */
    public static Beginning of(Path directory, Path routes) throws ConfigurationException {
        return of(directory, routes, Cluster.NONE);
    }

    /** The same in a cluster. */
    public static Beginning of(Path directory, Path routes, Cluster cluster) throws ConfigurationException {
        Place live = Place.live(directory, routes);
        FutureTask<Look> look = new FutureTask<>(() -> Look.atRunning(live));
        new Thread(look, "edit-look").start(); // beside the reading, since a start is in a hurry
        Reading reading = Reading.of(live.surroundings(directory, cluster));
        History history = new History(reading.configuration().history());
        Optional<Version> newest = newest(history);
        try {
            Look seen = seen(look);
            if (newest.isPresent() && !newest.get().isSame(live, seen)) {
                return edited(live.surroundings(directory, cluster), live, history, newest.get());
            }
            return new Beginning(reading.checked(), live, history, newest, false, seen, Verdict.fine());
        } catch (IOException e) {
            return newest.isEmpty()
                    ? new Beginning(reading.checked(), live, history, newest, false, null, Verdict.fine())
                    : copy(
                            reading.configuration().surroundings(),
                            live,
                            history,
                            newest.get(),
                            null,
                            Verdict.unreadable(e));
        }
    }

    private static Optional<Version> newest(History history) {
        try {
            return history.newest();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Look seen(FutureTask<Look> look) throws IOException {
        try {
            return look.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException unreadable ? unreadable : new IOException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
    }

    private static Beginning edited(Surroundings surroundings, Place live, History history, Version newest)
            throws IOException, ConfigurationException {
        Look seen = Look.at(live);
        List<String> tooLarge = live.tooLarge();
        if (!tooLarge.isEmpty()) {
            return copy(surroundings, live, history, newest, seen, Verdict.bad(tooLarge));
        }
        Version draft = history.draft(live);
        Verdict verdict = new Inspection(surroundings.directory(), live, surroundings.cluster())
                .of(draft.place(), draft.place().differing(newest.place()));
        if (!verdict.isGood()) {
            history.drop(draft);
            return copy(surroundings, live, history, newest, seen, verdict);
        }
        return copy(surroundings, live, history, draft, seen, verdict);
    }

    /** With a version of the files. */
    private static Beginning copy(
            Surroundings now, Place live, History history, Version version, @Nullable Look seen, Verdict verdict)
            throws ConfigurationException {
        Configuration configuration = Configuration.read(version.place().surroundings(now.directory(), now.cluster()));
        return new Beginning(configuration, live, history, Optional.of(version), true, seen, verdict);
    }

    /**
     * What to go on with when files that were edited cannot be started though nothing was found wrong with them: the last good version,
     * with the edit refused for that. Empty when this is no such edit.
     *
     * @throws ConfigurationException when that version is not usable any more, which depends on secrets and environment too
     */
    public Optional<Beginning> without(Exception failure) throws ConfigurationException {
        if (!copied || !verdict.isGood()) {
            return Optional.empty();
        }
        try {
            Version refused = version.orElseThrow();
            Version good = history.newest().orElseThrow();
            history.drop(refused);
            Surroundings now = configuration.surroundings();
            Verdict bad = Verdict.bad(List.of(StartFault.of(failure).line()));
            return Optional.of(copy(now, live, history, good, seen, bad));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The folder of the routes to start. */
    public Path routes() {
        return copied ? version.orElseThrow().place().routes() : live.routes();
    }
}
