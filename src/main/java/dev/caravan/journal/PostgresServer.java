package dev.caravan.journal;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;

/** A schema of a PostgreSQL, shared by several processes. */
final class PostgresServer implements Database {
    /** Kept, since a logger that nobody holds forgets its level; what the driver tells may hold a password. */
    private static final Logger CHATTER = Logger.getLogger("org.postgresql");

    private static final Map<String, String> DEFAULTS = Map.of(
            "ApplicationName", "caravan",
            "connectTimeout", "3",
            "currentSchema", "caravan",
            "socketTimeout", "8",
            "targetServerType", "primary",
            "tcpKeepAlive", "true");

    /** A process that stands still, or is cut off, in the middle of a transaction must not hold up the others for long. */
    private static final List<String> SESSION = List.of(
            "SET statement_timeout = '6s'",
            "SET lock_timeout = '5s'",
            "SET idle_in_transaction_session_timeout = '4s'",
            "SET tcp_keepalives_idle = 4",
            "SET tcp_keepalives_interval = 2",
            "SET tcp_keepalives_count = 2");

    private final JournalSettings settings;
    private final Properties parsed;
    private final Member member = new Member();

    private PostgresServer(JournalSettings settings, Properties parsed) {
        this.settings = settings;
        this.parsed = parsed;
    }

    static PostgresServer at(JournalSettings settings) {
        CHATTER.setLevel(Level.OFF);
        Properties defaults = new Properties();
        defaults.putAll(DEFAULTS);
        Properties parsed = Driver.parseURL(settings.url(), defaults);
        if (parsed == null) {
            throw new JournalException("not the URL of a database: write jdbc:postgresql://<host>/<database>");
        }
        PostgresServer server = new PostgresServer(settings, parsed);
        if (!server.schema().matches("[a-z_][a-z0-9_]{0,62}")) {
            throw new JournalException("currentSchema must be one name of lower-case letters, digits and underscores");
        }
        return server;
    }

    /** The name of the schema, which needs no quotes. */
    String schema() {
        return parsed.getProperty("currentSchema");
    }

    Member member() {
        return member;
    }

    @Override
    public Sql writer() {
        return new Sql(this::connection, PostgresServer::text);
    }

    @Override
    public Sql reader() {
        return new Sql(this::connection, PostgresServer::text);
    }

    private Connection connection() throws SQLException {
        Properties properties = new Properties();
        properties.putAll(DEFAULTS);
        Login login = settings.login().get();
        if (!login.username().isEmpty()) {
            properties.setProperty("user", login.username());
        }
        properties.setProperty("password", login.password());
        Connection connection = new Driver().connect(settings.url(), properties);
        if (connection == null) {
            throw new SQLException("not a URL", "08001");
        }
        try {
            prepare(connection);
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    private void prepare(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(String.join(";", SESSION));
        }
        new ServerSchema(connection, schema(), toString()).prepare();
    }

    /** PostgreSQL has no NUL in a text. */
    static String text(String given) {
        return given.indexOf('\0') < 0 ? given : given.replace('\0', '\uFFFD');
    }

    static @Nullable String nullable(@Nullable String given) {
        return given == null ? null : text(given);
    }

    /** All who append do so one after the other, by the lock of the journal's one row: so its places have no gaps and no disorder. */
    @Override
    public Transaction begin(Sql sql, Instant now, long last, boolean marks) throws SQLException {
        try {
            return sql.read(open -> {
                open.connection().setAutoCommit(false);
                long start = marks ? last : open.number("SELECT last FROM journal FOR UPDATE");
                return new ServerTransaction(open, now, start, this);
            });
        } catch (SQLException e) {
            ServerTransaction.rollback(sql);
            throw e;
        }
    }

    @Override
    public long last(Sql sql) throws SQLException {
        return sql.number("SELECT last FROM journal");
    }

    @Override
    public void probe(Sql sql) throws SQLException {
        sql.update("UPDATE journal SET last = last");
    }

    @Override
    public void carry(Sql sql, String mode) {
        // the server's own care
    }

    @Override
    public long freeDisk() {
        return Long.MAX_VALUE;
    }

    @Override
    public Ownership ownership(Lanes lanes, Tail tail, Archive archive, Writer writer) {
        return new Leases(this, lanes, tail, archive);
    }

    @Override
    public boolean mayComeBack(SQLException failure) {
        return ServerFault.passes(failure);
    }

    @Override
    public void close() {
        // connections are closed by whoever has them
    }

    /** Without the parameters, which may hold a secret. */
    @Override
    public String toString() {
        String url = settings.url().replaceFirst("\\?.*", "").replaceFirst("^jdbc:", "");
        return "journal " + url + " (schema " + schema() + ")";
    }
}
