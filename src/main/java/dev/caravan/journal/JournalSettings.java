package dev.caravan.journal;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Where the journal lies and what it may hold.
 *
 * @param url {@code jdbc:sqlite:<path>}, relative to the working directory, or {@code jdbc:postgresql://<host>/<database>}
 * @param login asked at every connection to a server, since secrets change
 * @param retention how long events that every lane has passed are kept, and the place of a lane that is gone
 * @param deadLetterRetention how long dead letters are kept
 * @param maxBacklog events that may wait for the slowest lane before appends are refused
 * @param minFreeDisk bytes that must stay free on the disk
 */
public record JournalSettings(
        String url,
        Supplier<Login> login,
        Duration retention,
        Duration deadLetterRetention,
        long maxBacklog,
        long minFreeDisk) {

    private static final String PREFIX = "jdbc:sqlite:";

    /** Defaults for everything but the place. */
    public static JournalSettings at(String url) {
        return new JournalSettings(
                url, () -> Login.NONE, Duration.ofDays(7), Duration.ofDays(14), 1_000_000, 256L << 20);
    }

    public JournalSettings withLogin(Supplier<Login> asked) {
        return new JournalSettings(url, asked, retention, deadLetterRetention, maxBacklog, minFreeDisk);
    }

    public JournalSettings withRetention(Duration kept) {
        return new JournalSettings(url, login, kept, deadLetterRetention, maxBacklog, minFreeDisk);
    }

    public JournalSettings withDeadLetterRetention(Duration kept) {
        return new JournalSettings(url, login, retention, kept, maxBacklog, minFreeDisk);
    }

    public JournalSettings withMaxBacklog(long events) {
        return new JournalSettings(url, login, retention, deadLetterRetention, events, minFreeDisk);
    }

    public JournalSettings withMinFreeDisk(long bytes) {
        return new JournalSettings(url, login, retention, deadLetterRetention, maxBacklog, bytes);
    }

    /** Whether a server keeps it, for several processes. */
    boolean isServer() {
        return url.startsWith("jdbc:postgresql:");
    }

    /**
     * The file behind the URL.
     *
     * @throws JournalException if the URL is not that of a plain SQLite file
     */
    Path file() {
        String path = url.startsWith(PREFIX) ? url.substring(PREFIX.length()) : "";
        if (path.isBlank() || path.startsWith(":") || path.startsWith("file:") || path.contains("?")) {
            throw new JournalException("journal.url=" + url
                    + " is not the URL of a file: write jdbc:sqlite:<path> or jdbc:postgresql://<host>/<database>");
        }
        try {
            return Path.of(path).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            throw new JournalException("journal.url=" + url + " is not a path: " + e.getReason(), e);
        }
    }
}
