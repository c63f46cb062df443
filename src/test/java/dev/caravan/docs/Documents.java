package dev.caravan.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What people read: the Markdown files of the repository's root and of docs. */
final class Documents {
    private static final Pattern CODE = Pattern.compile("(?s)```\\w*\\n(.*?)```|`([^`\\n]+)`");

    private Documents() {}

    static Stream<Path> all() {
        return Stream.of(Path.of(""), Path.of("docs"))
                .flatMap(Documents::markdown)
                .sorted();
    }

    private static Stream<Path> markdown(Path folder) {
        int depth = folder.toString().isEmpty() ? 1 : 5;
        try (Stream<Path> files = Files.walk(folder, depth)) {
            return files.filter(file -> file.toString().endsWith(".md")).toList().stream();
        } catch (IOException e) {
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

    static String read(String file) {
        return read(Path.of(file));
    }

    /** Fenced blocks and code spans. */
    static List<String> code(Path file) {
        return CODE.matcher(read(file))
                .results()
                .map(found -> found.group(1) == null ? found.group(2) : found.group(1))
                .toList();
    }

    /** Every first group that the expression finds. */
    static Set<String> found(String regex, String text) {
        return Pattern.compile(regex)
                .matcher(text)
                .results()
                .map(Documents::group)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String group(MatchResult match) {
        return match.group(1);
    }

    static Set<String> folders(String parent) {
        try (Stream<Path> folders = Files.list(Path.of(parent))) {
            return folders.filter(Files::isDirectory)
                    .map(folder -> folder.getFileName().toString())
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All Java files of a package of ours, as one text. */
    static String sources(String name) {
        try (Stream<Path> files = Files.list(Path.of("src/main/java/dev/caravan", name))) {
            return files.map(Documents::read).collect(Collectors.joining("\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
