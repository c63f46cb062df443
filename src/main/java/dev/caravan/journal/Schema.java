package dev.caravan.journal;

import java.sql.SQLException;
import java.util.List;

/** The tables, and the refusal of a file that is not ours or comes from a newer version. Times are epoch milliseconds. */
final class Schema {
    static final int VERSION = 1;
    static final int APPLICATION = 0x43415256; // "CARV"

    private static final List<String> TABLES = List.of(
            """
            CREATE TABLE event (
              seq INTEGER PRIMARY KEY AUTOINCREMENT,
              id TEXT NOT NULL, source TEXT NOT NULL, accepted_at INTEGER NOT NULL,
              lane TEXT, -- only for this lane: a replay
              body TEXT NOT NULL)""",
            """
            CREATE TABLE delivery ( -- seq ascends with seen_at, so that the oldest are found without an index
              seq INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, event_id TEXT NOT NULL, seen_at INTEGER NOT NULL)""",
            """
            CREATE TABLE lane (
              name TEXT NOT NULL PRIMARY KEY,
              position INTEGER NOT NULL, -- the last entry with nothing unfinished before it
              seen_at INTEGER NOT NULL) WITHOUT ROWID""",
            """
            CREATE TABLE done ( -- finished ahead of the lane's position
              lane TEXT NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY (lane, seq)) WITHOUT ROWID""",
            """
            CREATE TABLE dead_letter (
              seq INTEGER PRIMARY KEY AUTOINCREMENT,
              id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL CHECK (kind IN ('event', 'payload')),
              event_id TEXT, source TEXT NOT NULL, provider TEXT, reason TEXT NOT NULL,
              status INTEGER, answer TEXT, attempts INTEGER NOT NULL,
              accepted_at INTEGER NOT NULL, dead_at INTEGER NOT NULL,
              body TEXT NOT NULL)""",
            "CREATE TABLE probe (filler BLOB) -- written to find out whether the disk takes anything");

    private Schema() {}

    /** Reads only: a file that is refused stays as it was. */
    static void check(Sql sql, String where) throws SQLException {
        long application = sql.number("PRAGMA application_id");
        long version = sql.number("PRAGMA user_version");
        boolean empty = sql.number("SELECT count(*) FROM sqlite_schema") == 0;
        if (application != APPLICATION && !(empty && application == 0 && version == 0)) {
            throw new JournalException(where + " is a database of something else: set another journal.url");
        }
        if (version > VERSION) {
            throw new JournalException(where + " was written by a newer Caravan (journal version " + version
                    + ", this one knows " + VERSION + "): start the newer one, or set another journal.url");
        }
    }

    static void create(Sql sql) throws SQLException {
        if (sql.number("PRAGMA user_version") == VERSION) {
            return;
        }
        sql.update("BEGIN IMMEDIATE");
        for (String table : TABLES) {
            sql.update(table);
        }
        sql.update("PRAGMA application_id = " + APPLICATION);
        sql.update("PRAGMA user_version = " + VERSION);
        sql.update("COMMIT");
    }
}
