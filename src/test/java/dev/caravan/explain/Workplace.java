package dev.caravan.explain;

import dev.caravan.configuration.Configuration;
import dev.caravan.configuration.ConfigurationException;
import dev.caravan.configuration.Sources;
import dev.caravan.configuration.Surroundings;
import dev.caravan.provider.ProviderTypes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/** A working directory with properties, beside the project's routes or a copy of them. */
public final class Workplace {
    static final Path ROUTES = Path.of("routes").toAbsolutePath();

    private final Path directory;
    private final Path routes;

    private Workplace(Path directory, Path routes) {
        this.directory = directory;
        this.routes = routes;
    }

    static Workplace withProjectRoutes(Path directory) {
        return new Workplace(directory, ROUTES);
    }

    public static Workplace withCopiedRoutes(Path directory) {
        Path copy = directory.resolve("routes");
        try (Stream<Path> files = Files.walk(ROUTES)) {
            files.forEach(file -> copy(file, copy.resolve(ROUTES.relativize(file))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Workplace(directory, copy);
    }

    private static void copy(Path from, Path to) {
        try {
            Files.copy(from, to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path routes() {
        return routes;
    }

    Workplace file(String name, String text) {
        try {
            Path path = directory.resolve(name);
            Files.createDirectories(path.getParent());
            Files.writeString(path, text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Workplace replace(String name, String what, String by) {
        try {
            String text = Files.readString(directory.resolve(name));
            if (!text.contains(what)) {
                throw new IllegalArgumentException(name + " does not contain " + what);
            }
            return file(name, text.replace(what, by));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Workplace properties(String text) {
        return file("application.properties", text);
    }

    Surroundings surroundings() {
        return new Surroundings(
                directory,
                Map.of(),
                Map.of(),
                ProviderTypes.in(routes.resolve("providers")),
                Sources.in(routes.resolve("sources")));
    }

    Configuration configuration() throws ConfigurationException {
        return Configuration.read(surroundings());
    }

    Explainer explainer() throws Exception {
        return Explainer.open(configuration(), routes);
    }
}
