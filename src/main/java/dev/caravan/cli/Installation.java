package dev.caravan.cli;

import dev.caravan.Caravan;
import dev.caravan.cluster.FluxCluster;
import dev.caravan.configuration.Configuration;
import dev.caravan.configuration.ConfigurationException;
import dev.caravan.configuration.ManagementSettings;
import dev.caravan.configuration.Reading;
import dev.caravan.configuration.Surroundings;
import dev.caravan.edit.Beginning;
import dev.caravan.edit.History;
import dev.caravan.edit.Place;
import dev.caravan.edit.Rollback;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where things lie: properties, secrets and journal in the working directory; the routes there too if it has any, else with the
 * installation.
 */
final class Installation {
    private static final String ROUTES = "caravan.routes";
    private static final Pattern MISREAD = Pattern.compile("[+%,]|\\{\\{");

    private Installation() {}

    static Configuration configuration() throws ConfigurationException {
        return Configuration.read(Surroundings.of(Path.of(""), routes()));
    }

    /** What to start with: the files, or the last of them that were good. */
    static Beginning beginning() throws ConfigurationException {
        Path routes = routes();
        System.clearProperty(ROUTES); // Camel would prefer it to the version of the routes that it is told
        return Beginning.of(Path.of("").toAbsolutePath(), routes, FluxCluster.ofProcess());
    }

    static Rollback rollback() {
        Place live = Place.live(Path.of("").toAbsolutePath(), routes());
        return new Rollback(live, new History(history(live)));
    }

    /** What is wrong with the configuration must not be in the way of going back to one with which nothing is. */
    private static Path history(Place live) {
        return Reading.of(Surroundings.of(Path.of(""), live.routes()))
                .configuration()
                .history();
    }

    /** Where the management listener is; what is wrong with a provider must not hide what the gateway says of it. */
    static ManagementSettings management() throws ConfigurationException {
        return Configuration.management(Surroundings.of(Path.of(""), routes()));
    }

    /**
     * The folder of the routes, absolute.
     *
     * @throws UserException when there is none
     */
    static Path routes() {
        return Stream.of(
                        property(ROUTES),
                        Optional.of(Path.of("routes")),
                        property("caravan.home").map(home -> home.resolve("routes")),
                        jar().map(folder -> folder.resolve("routes")),
                        jar().map(folder -> folder.resolveSibling("routes")))
                .flatMap(Optional::stream)
                .filter(Files::isDirectory)
                .findFirst()
                .map(path -> readable(path.toAbsolutePath().normalize()))
                .orElseThrow(() -> new UserException(
                        ExitCode.CONFIGURATION,
                        "routes: there is no such folder here or with the installation; start with ./caravan, or set"
                                + " -Dcaravan.home to the folder that holds routes/"));
    }

    /** Camel takes such a path for something else and says only that there is no file. */
    private static Path readable(Path routes) {
        if (MISREAD.matcher(routes.toString()).find()) {
            throw new UserException(
                    ExitCode.CONFIGURATION,
                    routes
                            + ": Camel cannot read from a folder with +, %, a comma or {{ in its path; move it elsewhere");
        }
        return routes;
    }

    private static Optional<Path> property(String name) {
        return Optional.ofNullable(System.getProperty(name))
                .filter(text -> !text.isBlank())
                .map(Path::of);
    }

    /** The folder of the jar that this class comes from. */
    private static Optional<Path> jar() {
        @Nullable CodeSource source = Caravan.class.getProtectionDomain().getCodeSource();
        if (source == null) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(
                    Path.of(source.getLocation().toURI()).toAbsolutePath().getParent());
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}
