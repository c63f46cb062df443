package dev.caravan.configuration;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** Reads the documents of the files that {@code flux.manifests} names; a document keeps its lines. */
final class Manifests {
    private static final LoadSettings SETTINGS =
            LoadSettings.builder().setSchema(new CoreSchema()).build();

    private final Path directory;
    private final Problems problems;
    private final List<Manifest> manifests = new ArrayList<>();

    private Manifests(Path directory, Problems problems) {
        this.directory = directory;
        this.problems = problems;
    }

    /** In the order of the files' names, then of the files. */
    static List<Manifest> read(Path directory, Property globs, Problems problems) {
        Manifests read = new Manifests(directory, problems);
        Set<Path> files = new TreeSet<>();
        for (String glob : Keys.MANIFESTS.type().parse().apply(globs.value())) {
            List<Path> found = FileGlob.files(directory, glob);
            if (found.isEmpty()) {
                problems.add(
                        globs,
                        "matches no file (" + glob + ")",
                        "paths are relative to " + directory + ", like flux/*.yaml or flux/**/*.yaml");
            }
            files.addAll(found);
        }
        files.forEach(read::file);
        return read.manifests;
    }

    private void file(Path path) {
        String name = path.startsWith(directory) ? directory.relativize(path).toString() : path.toString();
        try {
            documents(name, Files.readString(path));
        } catch (MarkedYamlEngineException e) {
            String line =
                    e.getProblemMark().map(mark -> ":" + (mark.getLine() + 1)).orElse("");
            problems.add(name + line, "the file", "is not valid YAML, " + e.getProblem(), "correct it");
        } catch (YamlEngineException e) {
            problems.add(name, "the file", "is not valid YAML", "correct it");
        } catch (CharacterCodingException e) {
            problems.add(name, "the file", "is not UTF-8 text", "save it as UTF-8");
        } catch (IOException e) {
            problems.add(name, "the file", "cannot be read", "make it readable for the user Caravan runs as");
        }
    }

    private void documents(String file, String yaml) {
        int number = 0;
        for (Node node : new Compose(SETTINGS).composeAllFromString(yaml)) {
            number++;
            boolean empty =
                    node instanceof ScalarNode scalar && scalar.getValue().isBlank();
            if (!empty) {
                document(new Field(file, "document " + number, "", node));
            }
        }
    }

    private void document(Field root) {
        String kind = root.field("kind").flatMap(Field::text).orElse("");
        if (kind.endsWith("List") && root.field("items").isPresent()) {
            // what kubectl get -o yaml writes
            root.field("items").stream()
                    .flatMap(items -> items.items().stream())
                    .forEach(this::item);
        } else {
            Manifest.of(root, problems).ifPresent(manifests::add);
        }
    }

    private void item(Field item) {
        document(new Field(item.file(), item.document() + ", " + item.path(), "", item.node()));
    }
}
