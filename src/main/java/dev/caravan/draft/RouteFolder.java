package dev.caravan.draft;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The folder of the routes, to which a draft is added. */
public record RouteFolder(Path folder) {
    private static final ObjectMapper JSON = JsonMapper.builder().build();
    private static final String ROUTE = ".camel.yaml";
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,62}");

    /**
     * Refuses names that cannot be a source's.
     *
     * @throws DraftException when the name is not of the form, or is that of a route already
     */
    public void claim(String name) throws DraftException, IOException {
        if (!NAME.matcher(name).matches()) {
            throw new DraftException(
                    "A source's name has lower-case letters, digits and dashes, begins with a letter and"
                            + " is at most 63 long.");
        }
        if (names().contains(name) || Files.exists(folder.resolve("sources").resolve(name))) {
            throw new DraftException(
                    "There is a route " + name + " already, and nothing is overwritten; take another name.");
        }
    }

    /** A route is named as its file, without the number that puts it in order. */
    private Set<String> names() throws IOException {
        return files(folder, ROUTE).stream()
                .map(file -> file.getFileName().toString().replaceFirst("^\\d+-", ""))
                .map(file -> file.substring(0, file.length() - ROUTE.length()))
                .collect(Collectors.toSet());
    }

    /** Every payload that is a sample of a source. */
    List<Object> samples() throws IOException {
        List<Object> samples = new ArrayList<>();
        for (Path file : files(folder.resolve("sources"), ".json")) {
            if (!file.toString().endsWith(".event.json")) {
                parse(file, samples);
            }
        }
        return samples;
    }

    private static void parse(Path file, List<Object> samples) throws IOException {
        try {
            samples.add(JSON.readValue(file.toFile(), Object.class));
        } catch (JsonProcessingException e) {
            return; // what is wrong with it is told by check
        }
    }

    String table() throws IOException {
        return Files.readString(folder.resolve(SourceDraft.TABLE));
    }

    /** Writes the files, and the table last, since it names what must be there by then. */
    public void add(SourceDraft draft) throws IOException {
        for (Map.Entry<Path, String> file : draft.files().entrySet()) {
            Path path = folder.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue(), StandardOpenOption.CREATE_NEW);
        }
        Files.writeString(folder.resolve(SourceDraft.TABLE), draft.table());
    }

    private static List<Path> files(Path folder, String ending) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        }
    }
}
