package dev.caravan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The programs of PostgreSQL: those that are installed, else Debian's packages, unpacked under {@code target} without installing
 * them. It refuses to run as root, so root runs it as another user.
 */
final class PostgresBinaries {
    static final String HOW = "apt-get install postgresql, or let apt-get download fetch it from a Debian mirror";

    private static final Path UNPACKED = Path.of("target/postgresql").toAbsolutePath();
    private static final String INSTALLED = "/usr/lib/postgresql";
    private static final Optional<Path> FOLDER = find();

    private PostgresBinaries() {}

    static Optional<Path> folder() {
        return FOLDER;
    }

    private static Optional<Path> find() {
        return in(Path.of(INSTALLED))
                .or(() -> in(unpacked(INSTALLED)))
                .or(() -> fetch() ? in(unpacked(INSTALLED)) : Optional.empty());
    }

    private static Path unpacked(String path) {
        return UNPACKED.resolve(path.substring(1));
    }

    private static Optional<Path> in(Path versions) {
        try (Stream<Path> folders = Files.list(versions)) {
            return folders.map(version -> version.resolve("bin"))
                    .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
                    .max(Comparator.naturalOrder());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The server and the libraries it needs; not the compiler that it can do without. */
    private static synchronized boolean fetch() {
        try {
            Files.createDirectories(UNPACKED);
            return run(UNPACKED, "sh", "-c", """
                    server() { apt-cache depends postgresql 2>/dev/null | sed -n 's/.*Depends: *\\(postgresql-[0-9]*\\)$/\\1/p' | head -n 1; }
                    [ -n "$(server)" ] || apt-get update -q
                    server=$(server)
                    [ -n "$server" ] || exit 1
                    libraries=$(apt-cache depends --recurse --no-recommends --no-suggests --no-conflicts --no-breaks --no-replaces \\
                      --no-enhances "$server" | grep -E '^lib' | grep -vE '^lib(c6|llvm|perl|gcc|stdc)' | sort -u)
                    apt-get download -q "$server" $libraries && for each in *.deb; do dpkg-deb -x "$each" .; done && rm -f *.deb""");
        } catch (IOException e) {
            return false;
        }
    }

    /** Where the unpacked libraries lie, if any are. */
    static Optional<String> libraries() throws IOException {
        if (!Files.isDirectory(UNPACKED)) {
            return Optional.empty();
        }
        try (Stream<Path> folders = Files.find(
                UNPACKED, 3, (path, is) -> is.isDirectory() && path.toString().contains("/lib"))) {
            return Optional.of(folders.map(Path::toString).collect(Collectors.joining(":")));
        }
    }

    /** What makes root another user. */
    static List<String> asUser() {
        return isRoot()
                ? List.of(
                        "setpriv",
                        "--reuid=" + user(),
                        "--regid=" + user().replace("nobody", "nogroup"),
                        "--clear-groups")
                : List.of();
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    private static String user() {
        try {
            return Files.readString(Path.of("/etc/passwd")).contains("\npostgres:") ? "postgres" : "nobody";
        } catch (IOException e) {
            return "nobody";
        }
    }

    /** A new folder, under target where that user can get there. */
    static Path home() throws IOException {
        Path target = Files.createDirectories(Path.of("target/postgres").toAbsolutePath());
        boolean reachable = !isRoot()
                || run(
                        Path.of("/"),
                        Stream.concat(asUser().stream(), Stream.of("test", "-x", target.toString()))
                                .toArray(String[]::new));
        Path folder =
                reachable ? Files.createTempDirectory(target, "p") : Files.createTempDirectory("caravan-postgres");
        own(folder);
        return folder;
    }

    static void own(Path folder) throws IOException {
        if (isRoot() && !run(Path.of("/"), "chown", "-R", user(), folder.toString())) {
            throw new IOException("cannot give " + folder + " to " + user());
        }
    }

    static void remove(Path folder) throws IOException {
        run(Path.of("/"), "rm", "-rf", folder.toString());
    }

    private static boolean run(Path directory, String... command) throws IOException {
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            return process.waitFor(300, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
