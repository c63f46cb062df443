package dev.caravan.configuration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/** Finds the files that a pattern like {@code flux/*.yaml} names. */
final class FileGlob {
    private static final int MAX_DEPTH = 16;
    private static final Pattern WILDCARD = Pattern.compile("[*?\\[{]");

    private FileGlob() {}

    /** Sorted; hidden ones are left out, behind which Kubernetes keeps the files of what it mounts. */
    static List<Path> files(Path directory, String glob) {
        Path start = start(directory, glob);
        if (Files.isRegularFile(start)) {
            return List.of(start);
        }
        try (Stream<Path> files = Files.walk(start, MAX_DEPTH)) {
            PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + absolute(directory, glob));
            return files.filter(matcher::matches)
                    .filter(file -> !isHidden(start.relativize(file)))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        } catch (IOException | UncheckedIOException | PatternSyntaxException e) {
            return List.of();
        }
    }

    /** The path before the first wildcard. */
    private static Path start(Path directory, String glob) {
        Matcher wildcard = WILDCARD.matcher(glob);
        String literal = wildcard.find() ? glob.substring(0, glob.lastIndexOf('/', wildcard.start()) + 1) : glob;
        return directory.resolve(literal).normalize();
    }

    private static String absolute(Path directory, String glob) {
        // Java's own ** stands for at least one folder, everybody else's for none as well
        String relative = glob.replaceFirst("^(\\./)+", "").replace("/**/", "{/,/**/}");
        String literal = directory.toString().replaceAll("[*?\\[\\]{}\\\\]", "\\\\$0");
        return relative.startsWith("/") ? relative : literal + "/" + relative;
    }

    private static boolean isHidden(Path relative) {
        for (Path part : relative) {
            if (part.toString().startsWith(".")) {
                return true;
            }
        }
        return false;
    }
}
