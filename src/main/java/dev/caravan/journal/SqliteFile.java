package dev.caravan.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Objects;
import java.util.Properties;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.sqlite.JDBC;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteOpenMode;

/** The SQLite file: made or checked once, then opened for the writer and for each reader. */
final class SqliteFile implements Database {
    private static final String GONE = "gone";

    private final Path file;
    private final ProcessLock lock;
    private volatile Identity identity = new Identity(null, null);

    /** Of the file and of its write-ahead log, as they are written; their names may be given to others. */
    private record Identity(@Nullable Object file, @Nullable Object log) {}

    private SqliteFile(Path file, ProcessLock lock) {
        this.file = file;
        this.lock = lock;
    }

    /** Takes the file for this process. */
    static SqliteFile take(Path file) {
        makeFolder(file);
        ProcessLock lock = ProcessLock.take(file);
        try {
            check(file);
            return new SqliteFile(file, lock);
        } catch (JournalException e) {
            lock.close();
            throw e;
        }
    }

    private static void makeFolder(Path file) {
        Path folder = file.getParent();
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new JournalException("journal " + file + ": cannot make the folder " + folder, e);
        }
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new JournalException("journal " + file + " is not a file: set another journal.url");
        }
        if (!Files.isWritable(Files.exists(file) ? file : folder)) {
            throw new JournalException("journal " + file + " is not writable: check owner and mode");
        }
    }

    private static void check(Path file) {
        if (!Files.exists(file)) {
            return;
        }
        checkLog(file);
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        try (Sql sql = connect(file, config)) {
            Schema.check(sql, "journal " + file);
        } catch (SQLException e) {
            throw new JournalException(
                    "journal " + file + " cannot be read: " + Fault.of(e).reason(), e);
        }
    }

    /** SQLite makes the log before its index and removes the index first, so that an index alone tells of a log that was taken away. */
    private static void checkLog(Path file) {
        Path log = beside(file, "-wal");
        Path index = beside(file, "-shm");
        if (Files.exists(index) && !Files.exists(log)) {
            throw new JournalException("journal " + file + ": its write-ahead log " + log
                    + " is missing, and with it what was accepted last: put it back, or remove " + index
                    + " to start without");
        }
    }

    /** Where SQLite looks for it: a symbolic link's name does not count. */
    private static Path beside(Path file, String ending) {
        try {
            return Path.of(file.toRealPath() + ending);
        } catch (IOException e) {
            return Path.of(file + ending);
        }
    }

    /** Checkpoints are the writer's, so that their errors are seen: SQLite's own hide them. */
    @Override
    public Sql writer() throws SQLException {
        Sql sql = connect(file, new SQLiteConfig());
        sql.number("PRAGMA journal_mode = WAL");
        sql.update("PRAGMA synchronous = FULL");
        sql.number("PRAGMA wal_autocheckpoint = 0");
        sql.number("PRAGMA journal_size_limit = " + (64 << 20));
        sql.update("PRAGMA cache_size = -8000"); // KiB: the delivery keys of a busy day come in no order
        Schema.create(sql);
        identity = identity();
        return sql;
    }

    @Override
    public Sql reader() throws SQLException {
        Sql sql = connect(file, new SQLiteConfig());
        sql.update("PRAGMA query_only = ON");
        sql.update("PRAGMA cache_size = -1000");
        return sql;
    }

    private static Sql connect(Path file, SQLiteConfig config) throws SQLException {
        config.setOpenMode(SQLiteOpenMode.NOMUTEX); // the driver locks by itself
        config.setBusyTimeout(2000); // a user's sqlite3 shell may hold the file for a moment
        Properties properties = config.toProperties();
        return new Sql(() -> JDBC.createConnection(JDBC.PREFIX + file, properties), UnaryOperator.identity()).connect();
    }

    @Override
    public Transaction begin(Sql sql, Instant now, long last, boolean marks) throws SQLException {
        sql.update("BEGIN IMMEDIATE");
        return new FileTransaction(sql, now, last);
    }

    /** Never a place that was used before, even if retention has emptied the journal. */
    @Override
    public long last(Sql sql) throws SQLException {
        return sql.number("SELECT max(coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'event'), 0),"
                + " coalesce((SELECT max(position) FROM lane), 0))");
    }

    /** Large enough that it does not fit where the failed append did not; the pages it frees are the next events'. */
    @Override
    public void probe(Sql sql) throws SQLException {
        sql.update("INSERT INTO probe (filler) VALUES (zeroblob(65536))");
        sql.update("DELETE FROM probe");
    }

    @Override
    public void carry(Sql sql, String mode) throws SQLException {
        sql.number("PRAGMA wal_checkpoint(" + mode + ")");
    }

    @Override
    public boolean isInPlace() {
        return identity.equals(identity());
    }

    private Identity identity() {
        Identity last = identity;
        return new Identity(key(file, last.file()), key(beside(file, "-wal"), last.log()));
    }

    private static @Nullable Object key(Path path, @Nullable Object last) {
        try {
            return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
        } catch (NoSuchFileException e) {
            return GONE;
        } catch (IOException e) {
            return last; // a write tells better than a file system that does not answer
        }
    }

    /** The log is still open here. Without its index the next start does not miss it. */
    @Override
    public void rescue(Sql sql) throws SQLException {
        if (Objects.equals(identity.file(), identity().file()) && sql.number("PRAGMA wal_checkpoint(FULL)") == 0) {
            try {
                Files.deleteIfExists(beside(file, "-shm"));
            } catch (IOException e) {
                // the next start tells how to go on
            }
        }
    }

    @Override
    public long freeDisk() throws IOException {
        return Files.getFileStore(file).getUsableSpace();
    }

    /** One process holds the file, and so all of its lanes. */
    @Override
    public Ownership ownership(Lanes lanes, Tail tail, Archive archive, Writer writer) {
        return new SoleOwner(lanes, tail, archive, writer);
    }

    @Override
    public String toString() {
        return "journal " + file;
    }

    @Override
    public void close() {
        lock.close();
    }
}
