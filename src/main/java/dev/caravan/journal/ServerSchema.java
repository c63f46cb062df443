package dev.caravan.journal;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The tables on a server, looked at whenever a connection is made: an update may have come in between. */
final class ServerSchema {
    private static final Logger LOG = LoggerFactory.getLogger(ServerSchema.class);
    static final int VERSION = 1;

    /** For whoever makes the tables, so that two who start at once do not both. */
    private static final long MAKING = 0x43415256; // "CARV"

    private static final List<String> TABLES = List.of(
            """
            CREATE TABLE journal ( -- one row, whose lock is what appends wait for
              one boolean PRIMARY KEY DEFAULT true CHECK (one),
              caravan_version integer NOT NULL,
              last bigint NOT NULL DEFAULT 0)""", """
            CREATE TABLE event (
              seq bigint PRIMARY KEY,
              id text NOT NULL, source text NOT NULL, accepted_at bigint NOT NULL,
              lane text, -- only for this lane: a replay
              body text NOT NULL)""", """
            CREATE TABLE delivery (
              seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
              key text NOT NULL UNIQUE, event_id text NOT NULL, seen_at bigint NOT NULL)""", """
            CREATE TABLE replica ( -- those that run; whose time is up has lost its lanes
              id text PRIMARY KEY,
              until timestamptz NOT NULL,
              lanes text[] NOT NULL)""", """
            CREATE TABLE lane (
              name text PRIMARY KEY,
              position bigint NOT NULL, -- the last entry with nothing unfinished before it
              seen_at bigint NOT NULL,
              owner text REFERENCES replica ON DELETE SET NULL)""", """
            CREATE TABLE done ( -- finished ahead of the lane's position
              lane text NOT NULL, seq bigint NOT NULL, PRIMARY KEY (lane, seq))""", """
            CREATE TABLE dead_letter (
              seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
              id text NOT NULL UNIQUE, kind text NOT NULL CHECK (kind IN ('event', 'payload')),
              event_id text, source text NOT NULL, provider text, reason text NOT NULL,
              status integer, answer text, attempts integer NOT NULL,
              accepted_at bigint NOT NULL, dead_at bigint NOT NULL,
              body text NOT NULL)""", "INSERT INTO journal (caravan_version) VALUES (" + VERSION + ")");

    private static final AtomicBoolean FORGETFUL = new AtomicBoolean();

    private final Connection connection;
    private final String schema;
    private final String where;

    ServerSchema(Connection connection, String schema, String where) {
        this.connection = connection;
        this.schema = schema;
        this.where = where;
    }

    void prepare() throws SQLException {
        if (number(ours()) == 0) {
            make();
        }
        long version = number("SELECT caravan_version FROM journal");
        if (version > VERSION) {
            throw refused(where + " was written by a newer Caravan (journal version " + version + ", this one knows "
                    + VERSION + "): start the newer one, or set another currentSchema in journal.url");
        }
        insistOnDisk();
    }

    private String ours() {
        return "SELECT count(*) FROM pg_attribute WHERE attname = 'caravan_version' AND attrelid = to_regclass('"
                + schema + ".journal')";
    }

    private void make() throws SQLException {
        connection.setAutoCommit(false);
        try {
            execute("SELECT pg_advisory_xact_lock(" + MAKING + ")");
            if (number(ours()) == 0) {
                makeSchema();
                for (String table : TABLES) {
                    execute(table);
                }
                LOG.info("{} is new; its tables are made", where);
            }
            connection.commit();
        } catch (SQLException e) {
            connection.rollback();
            throw e;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    private void makeSchema() throws SQLException {
        if (number("SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = "
                        + "'" + schema + "'"
                        + " AND c.relkind IN ('r', 'p', 'v', 'm')")
                > 0) {
            throw refused(where + " holds something else: set another currentSchema in journal.url");
        }
        if (number("SELECT count(*) FROM pg_namespace WHERE nspname = '" + schema + "'") == 0) {
            execute("CREATE SCHEMA " + schema);
        }
    }

    /** A server that was told not to wait for its disk is told otherwise; one that cannot is not to be trusted. */
    private void insistOnDisk() throws SQLException {
        if (number("SELECT count(*) FROM pg_settings WHERE name = 'synchronous_commit' AND setting = 'off'") > 0) {
            execute("SET synchronous_commit = on");
        }
        if (number("SELECT count(*) FROM pg_settings WHERE name = 'fsync' AND setting = 'off'") > 0
                && !FORGETFUL.getAndSet(true)) {
            LOG.warn("{}: the server runs with fsync=off: what was accepted does not outlive a power cut", where);
        }
    }

    private static SQLException refused(String reason) {
        return new SQLException("refused", ServerFault.REFUSED, new JournalException(reason));
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private long number(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getLong(1) : 0;
        }
    }
}
