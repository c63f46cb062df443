package dev.caravan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Routes to be changed, since the shipped ones may not be. */
final class RouteCopy {
    private RouteCopy() {}

    /** A folder and all that is in it, as another; the copy. */
    static Path of(Path from, Path to) throws IOException {
        for (Path file : files(from).toList()) {
            Path target = to.resolve(from.relativize(file));
            if (Files.isDirectory(file)) {
                Files.createDirectories(target);
            } else {
                Files.copy(file, target);
            }
        }
        return to;
    }

    /** All files and folders of a folder, itself first. */
    static Stream<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.toList().stream();
        }
    }
}
