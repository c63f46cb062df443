package dev.caravan.edit;

import dev.caravan.configuration.Cluster;
import dev.caravan.configuration.Surroundings;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Where routes and properties lie: the files that are edited, or a version of them.
 *
 * @param properties the properties file, which need not be there
 * @param routes the folder of the routes
 */
public record Place(Path properties, Path routes) {
    private static final String ROUTES = "routes/";
    private static final String SAMPLES = "samples";
    private static final long LARGEST = 1 << 20;
    private static final long LARGEST_JSON = 10 << 20;

    /** The files that are edited, in a working directory with that folder of routes. */
    public static Place live(Path directory, Path routes) {
        return new Place(directory.resolve(Surroundings.FILE), routes);
    }

    static Place in(Path folder) {
        return new Place(folder.resolve(Surroundings.FILE), folder.resolve("routes"));
    }

    /** The same surroundings, but these files. */
    Surroundings surroundings(Path directory, Cluster cluster) {
        return Surroundings.of(directory, properties, routes).in(cluster);
    }

    /** Where a file lies by the name that {@link #files} gives it. */
    Path file(String name) {
        return name.startsWith(ROUTES) ? routes.resolve(name.substring(ROUTES.length())) : properties;
    }

    /** Every file by a name that is the same in every place. */
    SortedMap<String, BasicFileAttributes> files() throws IOException {
        return files(folder -> true);
    }

    /** The files without which it would not run as it does: all but the samples. */
    SortedMap<String, BasicFileAttributes> running() throws IOException {
        return files(folder -> !folder.endsWith(SAMPLES));
    }

    /** What is no route by its size and could take all memory to be checked, as problems. */
    List<String> tooLarge() throws IOException {
        List<String> problems = new ArrayList<>();
        files().forEach((name, file) -> {
            long most = name.endsWith(".json") ? LARGEST_JSON : LARGEST;
            if (file.size() > most) {
                problems.add(
                        "%s: is larger than %d MiB; make it smaller, or keep it elsewhere".formatted(name, most >> 20));
            }
        });
        return problems;
    }

    static boolean isSample(String name) {
        return name.contains("/" + SAMPLES + "/");
    }

    private SortedMap<String, BasicFileAttributes> files(Predicate<Path> wanted) throws IOException {
        SortedMap<String, BasicFileAttributes> files = new TreeMap<>();
        if (Files.isRegularFile(properties)) {
            files.put(Surroundings.FILE, Files.readAttributes(properties, BasicFileAttributes.class));
        }
        Files.walkFileTree(routes, Set.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, new Collect(files, wanted));
        return files;
    }

    /** Whether both hold the same. */
    boolean isSame(Place other) throws IOException {
        return differing(other).isEmpty();
    }

    /** Whether both run in the same way: samples are for checks. */
    boolean runsAs(Place other) throws IOException {
        return differing(running(), other.running(), other).isEmpty();
    }

    /** The names of the files that only one of them has, or each with another content. */
    List<String> differing(Place other) throws IOException {
        return differing(files(), other.files(), other);
    }

    private List<String> differing(
            SortedMap<String, BasicFileAttributes> own, SortedMap<String, BasicFileAttributes> others, Place other)
            throws IOException {
        Set<String> names = new TreeSet<>(own.keySet());
        names.addAll(others.keySet());
        List<String> differing = new ArrayList<>();
        for (String name : names) {
            boolean both = own.containsKey(name) && others.containsKey(name);
            if (!both || Files.mismatch(file(name), other.file(name)) >= 0) {
                differing.add(name);
            }
        }
        return differing;
    }

    /** What editors and mounts keep beside the files is none of them: hidden ones, such as the links of a mounted ConfigMap, and copies. */
    private static boolean counts(Path path) {
        String name = path.getFileName().toString();
        return !name.startsWith(".") && !name.endsWith("~") && !name.startsWith("#");
    }

    private final class Collect extends SimpleFileVisitor<Path> {
        private final SortedMap<String, BasicFileAttributes> files;
        private final Predicate<Path> wanted;

        Collect(SortedMap<String, BasicFileAttributes> files, Predicate<Path> wanted) {
            this.files = files;
            this.wanted = wanted;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            boolean entered = folder.equals(routes) || (counts(folder) && wanted.test(folder));
            return entered ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (counts(file) && attributes.isRegularFile()) {
                files.put(ROUTES + routes.relativize(file).toString().replace('\\', '/'), attributes);
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
            if (!file.equals(routes) && failure instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE; // it went while the folder was read
            }
            throw failure;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure) throws IOException {
            if (failure != null) {
                throw failure;
            }
            return FileVisitResult.CONTINUE;
        }
    }
}
