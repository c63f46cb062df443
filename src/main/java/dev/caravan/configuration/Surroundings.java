package dev.caravan.configuration;

import dev.caravan.provider.ProviderTypes;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * Everything outside that the configuration is read from.
 *
 * @param directory the working directory: {@code application.properties} and relative paths
 * @param environment variables by name
 * @param system system properties by name
 * @param types the provider types there are
 * @param sources the sources there are
 */
public record Surroundings(
        Path directory,
        Map<String, String> environment,
        Map<String, String> system,
        ProviderTypes types,
        Sources sources) {
    /** This process, with the given working directory and routes folder. */
    public static Surroundings of(Path directory, Path routes) {
        Path absolute = routes.toAbsolutePath().normalize();
        return new Surroundings(
                directory.toAbsolutePath().normalize(),
                System.getenv(),
                system(System.getProperties()),
                ProviderTypes.in(absolute.resolve("providers")),
                Sources.in(absolute.resolve("sources")));
    }

    /** Names the place; the variables may hold secrets. */
    @Override
    public String toString() {
        return "Surroundings[" + directory + "]";
    }

    Path file() {
        return directory.resolve("application.properties");
    }

    private static Map<String, String> system(Properties properties) {
        Map<String, String> values = new TreeMap<>();
        properties.stringPropertyNames().forEach(name -> values.put(name, properties.getProperty(name, "")));
        return values;
    }
}
