package dev.caravan.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection with its statements, each prepared once. For one thread at a time. A connection that broke is made anew only
 * when asked for: what follows in a transaction must not go on without what came before.
 */
final class Sql implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Sql.class);
    private static final String NOT_CONNECTED = "08003";

    private final Connector connector;
    private final UnaryOperator<String> text;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();
    private @Nullable Connection connection;

    /** {@code text} makes of a text what the database takes. */
    Sql(Connector connector, UnaryOperator<String> text) {
        this.connector = connector;
        this.text = text;
    }

    /** Connects, if it is not. */
    Sql connect() throws SQLException {
        if (connection == null) {
            connection = connector.connect();
        }
        return this;
    }

    boolean isConnected() {
        return connection != null;
    }

    /** For what only one kind of database has. */
    Connection connection() throws SQLException {
        if (connection == null) {
            throw new SQLException("not connected", NOT_CONNECTED);
        }
        return connection;
    }

    /** Asks, and once more where the connection turns out to have broken since it was used last. */
    <T> T read(Question<T> question) throws SQLException {
        boolean reused = isConnected();
        try {
            return question.of(connect());
        } catch (SQLException e) {
            if (!reused || isConnected()) {
                throw e;
            }
            return question.of(connect());
        }
    }

    /** Runs a statement that gives no rows; returns how many rows it changed. */
    int update(String sql, @Nullable Object... arguments) throws SQLException {
        try {
            return bind(sql, arguments).executeUpdate();
        } catch (SQLException e) {
            drop(sql, e);
            throw e;
        }
    }

    /** Runs a query; {@code rows} reads as much of the result as it wants. */
    <T> T query(String sql, Row<T> rows, @Nullable Object... arguments) throws SQLException {
        try (ResultSet result = bind(sql, arguments).executeQuery()) {
            return rows.of(result);
        } catch (SQLException e) {
            drop(sql, e);
            throw e;
        }
    }

    <T> List<T> list(String sql, Row<T> row, @Nullable Object... arguments) throws SQLException {
        Row<List<T>> all = rows -> {
            List<T> list = new ArrayList<>();
            while (rows.next()) {
                list.add(row.of(rows));
            }
            return list;
        };
        return query(sql, all, arguments);
    }

    /** The first row's first column; 0 if there is no row or it is NULL. */
    long number(String sql, @Nullable Object... arguments) throws SQLException {
        return query(sql, rows -> rows.next() ? rows.getLong(1) : 0L, arguments);
    }

    private PreparedStatement bind(String sql, @Nullable Object... arguments) throws SQLException {
        PreparedStatement statement = prepared.get(sql);
        if (statement == null) {
            statement = connection().prepareStatement(sql);
            prepared.put(sql, statement);
        }
        for (int i = 0; i < arguments.length; i++) {
            statement.setObject(i + 1, arguments[i] instanceof String words ? text.apply(words) : arguments[i]);
        }
        return statement;
    }

    /** The driver finalises a statement that fails: the next run must prepare it anew. */
    private void drop(String sql, SQLException failure) throws SQLException {
        PreparedStatement failed = prepared.remove(sql);
        try {
            if (failed != null) {
                failed.close();
            }
        } catch (SQLException e) {
            LOG.debug("journal: statement was closed already: {}", sql);
        }
        if (connection != null && (connection.isClosed() || isFatal(failure))) {
            disconnect();
        }
    }

    /** A server that ends the session may say so before the socket does. */
    private static boolean isFatal(SQLException failure) {
        String state = failure.getSQLState();
        return state != null && state.matches("08...|57P0.|25P0[34]");
    }

    /** Ends the connection, whatever it says to that. */
    void disconnect() {
        try {
            close();
        } catch (SQLException e) {
            LOG.debug("journal: the connection was closed already");
        }
    }

    @Override
    public void close() throws SQLException {
        Connection open = connection;
        connection = null;
        prepared.clear();
        if (open != null) {
            open.close(); // closes its statements
        }
    }

    /** Makes a connection. */
    interface Connector {
        Connection connect() throws SQLException;
    }

    /** A query. */
    interface Question<T> {
        T of(Sql sql) throws SQLException;
    }

    /** Makes a value of the current row, or of all. */
    interface Row<T> {
        T of(ResultSet row) throws SQLException;
    }
}
