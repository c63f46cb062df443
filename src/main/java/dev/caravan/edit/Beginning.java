package dev.caravan.edit;

import dev.caravan.configuration.Configuration;
import dev.caravan.configuration.ConfigurationException;
import dev.caravan.configuration.Surroundings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a process starts with: the version that was in force last, also when the files have not changed since; the files that were
 * edited while nothing ran, when nothing is wrong with them; or, at the very first start, the files as they are.
 *
 * @param live the files that are edited
 * @param version what is started, empty for the files themselves
 * @param seen how the files looked; null when they could not be looked at
 * @param problems why the files are not what is started
 */
public record Beginning(
        Configuration configuration,
        Place live,
        History history,
        Optional<Version> version,
        @Nullable Look seen,
        List<String> problems) {

    /**
     * Looks what there is to start with.
     *
     * @param directory the working directory
     * @throws ConfigurationException when there is nothing, for what is wrong with the files
     */
    public static Beginning of(Path directory, Path routes) throws ConfigurationException {
        Place live = Place.live(directory, routes);
        Surroundings surroundings = live.surroundings(directory);
        History history = new History(Configuration.history(surroundings));
        try {
            Look seen = Look.at(live);
            Optional<Version> newest = history.newest();
            if (newest.isPresent()) {
                return again(directory, live, history, seen, newest.get());
            }
            return new Beginning(Configuration.read(surroundings), live, history, Optional.empty(), seen, List.of());
        } catch (IOException e) {
            return new Beginning(Configuration.read(surroundings), live, history, Optional.empty(), null, List.of());
        }
    }

    private static Beginning again(Path directory, Place live, History history, Look seen, Version newest)
            throws IOException, ConfigurationException {
        if (live.runsAs(newest.place())) {
            return new Beginning(read(directory, newest), live, history, Optional.of(newest), seen, List.of());
        }
        Version draft = history.draft(live);
        List<String> problems = new Inspection(directory, live).problems(draft.place());
        if (problems.isEmpty()) {
            return new Beginning(read(directory, draft), live, history, Optional.of(draft), seen, problems);
        }
        history.drop(draft);
        return new Beginning(read(directory, newest), live, history, Optional.of(newest), seen, problems);
    }

    private static Configuration read(Path directory, Version version) throws ConfigurationException {
        return Configuration.read(version.place().surroundings(directory));
    }

    /** The folder of the routes to start. */
    public Path routes() {
        return version.map(Version::place).orElse(live).routes();
    }
}
