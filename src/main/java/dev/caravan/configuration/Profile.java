package dev.caravan.configuration;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A second file of properties, which wins over {@code application.properties}: the one beside it, or one that is shipped.
 *
 * @param chosen where the name was given
 */
record Profile(Property chosen, Path directory) {
    private static final Set<String> SHIPPED = Set.of("kafka");
    /** Camel knows what these mean without a file. */
    private static final Set<String> OF_CAMEL = Set.of("dev", "test", "prod");

    /** The profile that system properties, the environment or the file choose. */
    static Optional<Profile> of(Surroundings surroundings, Map<String, Property> file) {
        String key = Keys.PROFILE.pattern();
        Stream<Optional<Property>> places = Stream.of(
                property(surroundings.system(), key, "-D" + key),
                property(surroundings.environment(), "CARAVAN_PROFILE", "CARAVAN_PROFILE"),
                property(surroundings.environment(), "CAMEL_MAIN_PROFILE", "CAMEL_MAIN_PROFILE"),
                Optional.ofNullable(file.get(key)));
        return places.flatMap(Optional::stream)
                .filter(property -> !property.value().isBlank())
                .findFirst()
                .map(property -> new Profile(property, surroundings.directory()));
    }

    private static Optional<Property> property(Map<String, String> values, String name, String where) {
        return Optional.ofNullable(values.get(name))
                .map(value -> new Property(Keys.PROFILE.pattern(), value.strip(), where, true));
    }

    private String file() {
        return "application-" + chosen.value() + ".properties";
    }

    private boolean isThere() {
        return Files.exists(directory.resolve(file()));
    }

    /** Its properties. */
    Map<String, Property> read(Problems problems) {
        if (!chosen.value().matches("[A-Za-z0-9][A-Za-z0-9_-]*")) {
            problems.add(chosen, "is not the name of a profile", "write a word, like kafka");
            return Map.of();
        }
        if (!isThere() && SHIPPED.contains(chosen.value())) {
            return PropertiesFile.read(file(), shipped(), problems);
        }
        if (!isThere() && !OF_CAMEL.contains(chosen.value())) {
            problems.add(
                    chosen,
                    "names a profile that is not there",
                    "write " + file() + " in " + directory + ", or take a shipped one: " + String.join(", ", SHIPPED));
        }
        return PropertiesFile.read(directory.resolve(file()), problems);
    }

    private String shipped() {
        try (InputStream in = Profile.class.getResourceAsStream("/profiles/" + file())) {
            return in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where Camel finds it. */
    String location() {
        return (isThere() ? "file:" + directory.resolve(file()) : "classpath:profiles/" + file()) + ";optional=true";
    }
}
