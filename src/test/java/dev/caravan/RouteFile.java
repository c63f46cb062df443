package dev.caravan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A YAML file of the routes folder.
 *
 * @param place relative to that folder
 */
record RouteFile(Path place, JsonNode root) {
    private static final YAMLMapper YAML = new YAMLMapper();

    static List<RouteFile> routes() {
        return files(".camel.yaml");
    }

    static List<RouteFile> kamelets() {
        return files(".kamelet.yaml");
    }

    private static List<RouteFile> files(String suffix) {
        try (Stream<Path> files = Files.walk(RunningGateway.ROUTES)) {
            return files.filter(file -> file.toString().endsWith(suffix))
                    .sorted()
                    .map(RouteFile::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static RouteFile read(Path file) {
        try {
            return new RouteFile(RunningGateway.ROUTES.relativize(file), YAML.readTree(file.toFile()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The file's name without number and suffix. */
    String name() {
        return place.getFileName().toString().replaceFirst("^\\d+-", "").replaceFirst("\\..*", "");
    }

    boolean isPolicy() {
        return place.startsWith("policy");
    }

    /** The file's entries of a kind: {@code route}, {@code routeTemplate}, {@code routeConfiguration}. */
    Stream<JsonNode> entries(String kind) {
        return elements(root).filter(entry -> entry.has(kind)).map(entry -> entry.get(kind));
    }

    /** The route itself, a template's included. */
    Stream<JsonNode> allRoutes() {
        return Stream.concat(entries("route"), entries("routeTemplate").map(template -> template.path("route")));
    }

    /** Every object in the file that has a member of this name. */
    Stream<JsonNode> having(String member) {
        return StreamSupport.stream(root.findParents(member).spliterator(), false);
    }

    static Stream<JsonNode> elements(JsonNode node) {
        return StreamSupport.stream(node.spliterator(), false);
    }
}
