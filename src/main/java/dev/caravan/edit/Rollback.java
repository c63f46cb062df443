package dev.caravan.edit;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Writes a version over the files that are edited; a gateway that runs takes that in as any other edit.
 *
 * @param live the files that are edited
 */
public record Rollback(Place live, History history) {
    /** Where to without being told: out of an edit that is not in force, else to the version before. */
    public Optional<Version> target() throws IOException {
        List<Version> versions = history.versions();
        int newest = versions.size() - 1;
        if (newest >= 0 && !live.isSame(versions.get(newest).place())) {
            return Optional.of(versions.get(newest));
        }
        return newest > 0 ? Optional.of(versions.get(newest - 1)) : Optional.empty();
    }

    /** The version of this id. */
    public Optional<Version> version(String id) throws IOException {
        return history.versions().stream()
                .filter(version -> version.id().equals(id))
                .findFirst();
    }

    /** Whether the files come from elsewhere, so that what is written here would not last. */
    public boolean isMounted() {
        Path data = Path.of("..data");
        return Files.exists(live.routes().resolve(data))
                || Files.exists(live.properties().resolveSibling(data))
                || Files.isSymbolicLink(live.routes().resolve("10-receive.camel.yaml"));
    }

    /** Returns where the files as they were are kept; empty when they are a version of the history. */
    public Optional<Path> to(Version version) throws IOException {
        Optional<Path> kept = keep();
        Set<String> names = new TreeSet<>(live.files().keySet());
        Set<String> there = version.place().files().keySet();
        names.addAll(there);
        for (String name : names) {
            if (there.contains(name)) {
                write(version.place().file(name), live.file(name));
            } else {
                Files.delete(live.file(name));
            }
        }
        return kept;
    }

    private Optional<Path> keep() throws IOException {
        for (Version version : history.versions()) {
            if (live.isSame(version.place())) {
                return Optional.empty();
            }
        }
        return Optional.of(history.setAside(history.draft(live)));
    }

    /** Whole or not at all: nobody reads half of it. */
    private static void write(Path from, Path to) throws IOException {
        if (Files.exists(to) && Files.mismatch(from, to) < 0) {
            return;
        }
        Files.createDirectories(to.getParent());
        Path temporary = to.resolveSibling("." + to.getFileName() + ".rollback");
        Files.copy(from, temporary, REPLACE_EXISTING);
        Files.move(temporary, to, ATOMIC_MOVE, REPLACE_EXISTING);
    }
}
