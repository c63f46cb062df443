package dev.caravan.edit;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The versions that were in force, a folder each, the newest of them being the last good one. A version is written once: what runs
 * is loaded from there, so that nobody writes a file while it is read.
 */
public final class History {
    private static final DateTimeFormatter ID =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS").withZone(ZoneOffset.UTC);
    private static final int MOST = 20;
    /** What the folder's name ends with of files that were replaced by a version. */
    private static final String ASIDE = "-set-aside";

    private final Path folder;
    private final Clock clock;

    public History(Path folder) {
        this(folder, Clock.systemUTC());
    }

    History(Path folder, Clock clock) {
        this.folder = folder;
        this.clock = clock;
    }

    /** Where the versions lie. */
    public Path folder() {
        return folder;
    }

    /** Oldest first; none where there is no history yet. */
    public List<Version> versions() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(folder)) {
            return folders.map(version -> new Version(version.getFileName().toString(), version))
                    .filter(version -> Files.exists(version.mark()))
                    .sorted(Comparator.comparing(History::order).thenComparing(Version::id))
                    .toList();
        }
    }

    /** When it came in force last, which a version does again when it is taken back to. */
    private static Instant order(Version version) {
        try {
            return Files.getLastModifiedTime(version.mark()).toInstant();
        } catch (IOException e) {
            return Instant.EPOCH;
        }
    }

    /** Newest first, with what each changed. */
    public List<Change> changes() throws IOException {
        List<Change> changes = new ArrayList<>();
        @Nullable Version before = null;
        for (Version version : versions()) {
            List<String> files = before == null ? List.of() : version.place().differing(before.place());
            changes.add(0, new Change(version.id(), order(version).toString(), files));
            before = version;
        }
        return changes;
    }

    public Optional<Version> newest() throws IOException {
        List<Version> versions = versions();
        return versions.isEmpty() ? Optional.empty() : Optional.of(versions.get(versions.size() - 1));
    }

    /** Copies files as they are now; it is none of the history's versions before it is kept. */
    Version draft(Place live) throws IOException {
        Files.createDirectories(folder);
        Version draft = create();
        try {
            fill(draft, live);
            return draft;
        } catch (IOException e) {
            drop(draft);
            throw e;
        }
    }

    private void fill(Version draft, Place live) throws IOException {
        Optional<Version> before = newest();
        for (String name : live.files().keySet()) {
            Path target = draft.place().file(name);
            Files.createDirectories(target.getParent());
            copy(live.file(name), target, before.map(version -> version.place().file(name)));
        }
    }

    private Version create() throws IOException {
        Instant time = clock.instant();
        while (true) {
            String id = ID.format(time);
            try {
                Path created = Files.createDirectory(folder.resolve(id));
                Files.createDirectory(created.resolve("routes"));
                return new Version(id, created);
            } catch (FileAlreadyExistsException e) {
                time = time.plusMillis(1);
            }
        }
    }

    /** What has not changed takes no room: it is the same file as in the version before. */
    private static void copy(Path from, Path to, Optional<Path> before) throws IOException {
        if (before.isPresent() && Files.isRegularFile(before.get()) && Files.mismatch(from, before.get()) < 0) {
            try {
                Files.createLink(to, before.get());
                return;
            } catch (IOException | UnsupportedOperationException e) {
                // not every file system has hard links
            }
        }
        Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
    }

    /** It came in force, being a copy of files that look so; the oldest go. */
    void keep(Version version, Look running) throws IOException {
        Files.writeString(version.mark(), running.text());
        List<Version> versions = versions();
        for (Version old : versions.subList(0, Math.max(0, versions.size() - MOST))) {
            drop(old);
        }
    }

    void drop(Version version) throws IOException {
        try (Stream<Path> files = Files.walk(version.folder())) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    /** Keeps a draft that never was in force beside the versions, as nobody else may have it; returns its folder. */
    Path setAside(Version draft) throws IOException {
        Path aside = draft.folder().resolveSibling(draft.id() + ASIDE);
        return Files.move(draft.folder(), aside);
    }

    /** Clears away what a process left half done. */
    void tidy() throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        Set<Path> kept = versions().stream().map(Version::folder).collect(Collectors.toUnmodifiableSet());
        try (Stream<Path> folders = Files.list(folder)) {
            for (Path left : folders.filter(Files::isDirectory)
                    .filter(each -> !kept.contains(each) && !each.toString().endsWith(ASIDE))
                    .toList()) {
                drop(new Version(left.getFileName().toString(), left));
            }
        }
    }
}
