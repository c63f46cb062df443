package dev.caravan.journal;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A transaction on the file: a statement costs next to nothing, so each is run as it comes. */
final class FileTransaction extends Transaction {
    FileTransaction(Sql sql, Instant now, long last) {
        super(sql, now, last);
    }

    @Override
    void insert(long seq, Draft draft, @Nullable String lane) throws SQLException {
        sql().update(
                        "INSERT INTO event (seq, id, source, accepted_at, lane, body) VALUES (?, ?, ?, ?, ?, ?)",
                        seq,
                        draft.id(),
                        draft.source(),
                        now().toEpochMilli(),
                        lane,
                        draft.text());
    }

    @Override
    @Nullable
    String claim(String key, String id, Duration window) throws SQLException {
        String insert = "INSERT INTO delivery (key, event_id, seen_at) VALUES (?, ?, ?) ON CONFLICT (key) DO NOTHING";
        if (sql().update(insert, key, id, now().toEpochMilli()) > 0) {
            return null;
        }
        long horizon = now().minus(window).toEpochMilli();
        if (sql().update("DELETE FROM delivery WHERE key = ? AND seen_at <= ?", key, horizon) > 0) {
            sql().update(insert, key, id, now().toEpochMilli());
            return null;
        }
        return sql().list("SELECT event_id FROM delivery WHERE key = ?", row -> row.getString(1), key)
                .get(0);
    }

    @Override
    void advance(SqlLane lane, Place.Progress step, boolean anyway) throws SQLException {
        if (step.moved() || anyway) {
            sql().update("""
                    INSERT INTO lane (name, position, seen_at) VALUES (?, ?, ?)
                    ON CONFLICT (name) DO UPDATE SET position = excluded.position, seen_at = excluded.seen_at""", lane.name(), step.position(), now().toEpochMilli());
        }
        if (step.passed()) {
            sql().update("DELETE FROM done WHERE lane = ? AND seq <= ?", lane.name(), step.position());
        }
        for (long seq : step.ahead()) {
            sql().update("INSERT OR IGNORE INTO done (lane, seq) VALUES (?, ?)", lane.name(), seq);
        }
    }

    @Override
    Set<SqlLane> commit() throws SQLException {
        sql().update("COMMIT");
        return Set.of();
    }

    @Override
    void rollback() {
        try {
            sql().update("ROLLBACK");
        } catch (SQLException e) {
            // SQLite has already rolled back: some errors end the transaction
        }
    }
}
