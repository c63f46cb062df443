package dev.caravan.configuration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The sources there are, each a folder.
 *
 * @param folder that they lie in
 */
public record Sources(Path folder, Set<String> names) {
    /** Every source of this folder; none where there is no such folder. */
    public static Sources in(Path folder) {
        try (Stream<Path> folders = Files.list(folder)) {
            return new Sources(
                    folder,
                    folders.filter(Files::isDirectory)
                            .map(path -> path.getFileName().toString())
                            .collect(TreeSet::new, Set::add, Set::addAll));
        } catch (IOException e) {
            return new Sources(folder, Set.of());
        }
    }

    /** What a source says of itself in {@code <name>.properties}; most have nothing to say. */
    SourceDeclaration declaration(String source, Problems problems) {
        Map<String, Property> properties =
                PropertiesFile.read(folder.resolve(source).resolve(source + ".properties"), problems);
        return SourceDeclaration.of(properties, problems);
    }
}
