package dev.caravan.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connection with its statements, each prepared once. For one thread at a time. */
final class Sql implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Sql.class);

    private final Connection connection;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();

    Sql(Connection connection) {
        this.connection = connection;
    }

    /** Runs a statement that gives no rows; returns how many rows it changed. */
    int update(String sql, @Nullable Object... arguments) throws SQLException {
        try {
            return bind(sql, arguments).executeUpdate();
        } catch (SQLException e) {
            drop(sql);
            throw e;
        }
    }

    /** Runs a query; {@code rows} reads as much of the result as it wants. */
    <T> T query(String sql, Row<T> rows, @Nullable Object... arguments) throws SQLException {
        try (ResultSet result = bind(sql, arguments).executeQuery()) {
            return rows.of(result);
        } catch (SQLException e) {
            drop(sql);
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
            statement = connection.prepareStatement(sql);
            prepared.put(sql, statement);
        }
        for (int i = 0; i < arguments.length; i++) {
            statement.setObject(i + 1, arguments[i]);
        }
        return statement;
    }

    /** The driver finalises a statement that fails: the next run must prepare it anew. */
    private void drop(String sql) {
        PreparedStatement failed = prepared.remove(sql);
        try {
            if (failed != null) {
                failed.close();
            }
        } catch (SQLException e) {
            LOG.debug("journal: statement was closed already: {}", sql);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close(); // closes its statements
    }

    /** Makes a value of the current row, or of all. */
    interface Row<T> {
        T of(ResultSet row) throws SQLException;
    }
}
