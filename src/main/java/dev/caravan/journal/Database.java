package dev.caravan.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Properties;
import org.sqlite.JDBC;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteOpenMode;

/** The SQLite file: made or checked once, then opened for the writer and for each reader. */
final class Database implements AutoCloseable {
    private final Path file;
    private final ProcessLock lock;

    private Database(Path file, ProcessLock lock) {
        this.file = file;
        this.lock = lock;
    }

    /** Takes the file for this process. */
    static Database take(Path file) {
        makeFolder(file);
        ProcessLock lock = ProcessLock.take(file);
        try {
            check(file);
            return new Database(file, lock);
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
        if (Files.isDirectory(file) || !Files.isWritable(Files.exists(file) ? file : folder)) {
            throw new JournalException("journal " + file + " is not writable: check owner and mode");
        }
    }

    private static void check(Path file) {
        if (!Files.exists(file)) {
            return;
        }
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        try (Sql sql = connect(file, config)) {
            Schema.check(sql, "journal " + file);
        } catch (SQLException e) {
            throw new JournalException(
                    "journal " + file + " cannot be read: " + Fault.of(e).reason(), e);
        }
    }

    /** Checkpoints are the writer's, so that their errors are seen: SQLite's own hide them. */
    Sql writer() throws SQLException {
        Sql sql = connect(file, new SQLiteConfig());
        sql.number("PRAGMA journal_mode = WAL");
        sql.update("PRAGMA synchronous = FULL");
        sql.number("PRAGMA wal_autocheckpoint = 0");
        sql.number("PRAGMA journal_size_limit = " + (64 << 20));
        sql.update("PRAGMA cache_size = -8000"); // KiB: the delivery keys of a busy day come in no order
        Schema.create(sql);
        return sql;
    }

    Sql reader() throws SQLException {
        Sql sql = connect(file, new SQLiteConfig());
        sql.update("PRAGMA query_only = ON");
        sql.update("PRAGMA cache_size = -1000");
        return sql;
    }

    private static Sql connect(Path file, SQLiteConfig config) throws SQLException {
        config.setOpenMode(SQLiteOpenMode.NOMUTEX); // the driver locks by itself
        config.setBusyTimeout(2000); // a user's sqlite3 shell may hold the file for a moment
        Properties properties = config.toProperties();
        return new Sql(JDBC.createConnection(JDBC.PREFIX + file, properties));
    }

    /** Bytes that this process may still write. */
    long freeDisk() throws IOException {
        return Files.getFileStore(file).getUsableSpace();
    }

    Path file() {
        return file;
    }

    @Override
    public void close() {
        lock.close();
    }
}
