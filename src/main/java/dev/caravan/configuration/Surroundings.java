package dev.caravan.configuration;

import dev.caravan.provider.ProviderTypes;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * Everything outside that the configuration is read from.
 *
 * @param directory the working directory, of relative paths
 * @param file the properties file, which need not be there
 * @param environment variables by name
 * @param system system properties by name
 * @param types the provider types there are
 * @param sources the sources there are
 * @param cluster asked only when a property says so
 */
public record Surroundings(
        Path directory,
        Path file,
        Map<String, String> environment,
        Map<String, String> system,
        ProviderTypes types,
        Sources sources,
        Cluster cluster) {
    public static final String FILE = "application.properties";

    /** With the properties file of the working directory. */
    public Surroundings(
            Path directory,
            Map<String, String> environment,
            Map<String, String> system,
            ProviderTypes types,
            Sources sources) {
        this(directory, directory.resolve(FILE), environment, system, types, sources, Cluster.NONE);
    }

    /** This process, with the given working directory and routes folder. */
    public static Surroundings of(Path directory, Path routes) {
        return of(directory, directory.resolve(FILE), routes);
    }

    /** The same with a properties file that lies elsewhere. */
    public static Surroundings of(Path directory, Path file, Path routes) {
        Path absolute = routes.toAbsolutePath().normalize();
        return new Surroundings(
                directory.toAbsolutePath().normalize(),
                file.toAbsolutePath().normalize(),
                System.getenv(),
                system(System.getProperties()),
                ProviderTypes.in(absolute.resolve("providers")),
                Sources.in(absolute.resolve("sources")),
                Cluster.NONE);
    }

    /** The same in a cluster. */
    public Surroundings in(Cluster other) {
        return new Surroundings(directory, file, environment, system, types, sources, other);
    }

    /** Names the place; the variables may hold secrets. */
    @Override
    public String toString() {
        return "Surroundings[" + directory + "]";
    }

    private static Map<String, String> system(Properties properties) {
        Map<String, String> values = new TreeMap<>();
        properties.stringPropertyNames().forEach(name -> values.put(name, properties.getProperty(name, "")));
        return values;
    }
}
