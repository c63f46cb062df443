package dev.caravan;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import dev.caravan.configuration.Sources;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The payloads beside the sources, the events every provider is shown, and JSON as the golden files write it. */
final class Samples {
    static final ObjectMapper JSON = new ObjectMapper();

    private static final DefaultIndenter LINES = new DefaultIndenter("  ", "\n");
    private static final ObjectWriter PRETTY =
            JSON.writer(new DefaultPrettyPrinter().withObjectIndenter(LINES).withArrayIndenter(LINES));
    private static final Pattern FORM = Pattern.compile("[\\w.]+=[\\w%.!~*'()+-]*(&[\\w.]+=[\\w%.!~*'()+-]*)*+");
    private static final Path EVENTS = Path.of("src/test/resources/events");

    /** The shipped sources. */
    static final Sources SOURCES = Sources.in(RunningGateway.ROUTES.resolve("sources"));

    private Samples() {}

    /** {@code routes/sources/<source>/samples/<name>.json}. */
    record Payload(String source, Path file) {
        Object body() {
            return parse(read(file));
        }

        Path golden() {
            return file.resolveSibling(name(file) + ".event.json");
        }

        /** Beside that, where the source is to tell its noise and that makes a difference. */
        Path noise() {
            return file.resolveSibling(name(file) + ".noise.event.json");
        }
    }

    /** The names of all source folders. */
    static Set<String> sources() {
        return files(RunningGateway.ROUTES.resolve("sources"))
                .map(path -> path.getFileName().toString())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    static List<Payload> payloads() {
        return sources().stream()
                .flatMap(source -> files(RunningGateway.ROUTES.resolve("sources/" + source + "/samples"))
                        .filter(file -> file.toString().endsWith(".json")
                                && !file.toString().endsWith(".event.json"))
                        .map(file -> new Payload(source, file)))
                .toList();
    }

    /** The shared events by name; long texts are written as what to repeat and how many characters it makes. */
    static Map<String, Map<String, Object>> events() {
        Map<String, Map<String, Object>> events = new TreeMap<>();
        files(EVENTS).forEach(file -> events.put(name(file), map(parse(read(file)))));
        return events;
    }

    static Map<String, Object> event(String name) {
        return Objects.requireNonNull(events().get(name), name);
    }

    static Map<String, Object> map(Object value) {
        Map<String, Object> map = new LinkedHashMap<>();
        ((Map<?, ?>) value).forEach((key, member) -> map.put(String.valueOf(key), expanded(member)));
        return map;
    }

    private static Object expanded(Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            return value;
        }
        if (map.get("repeat") instanceof String unit && map.get("characters") instanceof Integer characters) {
            return unit.repeat(characters / unit.length());
        }
        return map(map);
    }

    static String name(Path file) {
        return file.getFileName().toString().replaceFirst("\\.json$", "");
    }

    /** A JSON text; of several, as in lines, a list. */
    static Object parse(String json) {
        try (JsonParser parser = JSON.createParser(json)) {
            List<Object> all = new ArrayList<>();
            while (parser.nextToken() != null) {
                all.add(parser.readValueAs(new TypeReference<Object>() {}));
            }
            return all.size() == 1 ? all.get(0) : all;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * What was sent: JSON, or the fields of a form.
     *
     * @throws UncheckedIOException when it is neither
     */
    static Object content(String body) {
        return FORM.matcher(body).matches() ? form(body) : parse(body);
    }

    private static Map<String, String> form(String body) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String field : body.split("&", -1)) {
            int at = field.indexOf('=');
            fields.put(
                    URLDecoder.decode(field.substring(0, at), UTF_8),
                    URLDecoder.decode(field.substring(at + 1), UTF_8));
        }
        return fields;
    }

    static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String pretty(@Nullable Object value) {
        try {
            return PRETTY.writeValueAsString(value) + "\n";
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A folder's files, sorted; none where there is no folder. */
    static Stream<Path> files(Path folder) {
        if (!Files.isDirectory(folder)) {
            return Stream.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
