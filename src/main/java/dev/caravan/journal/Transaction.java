package dev.caravan.journal;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What one commit holds; what it means in memory is applied only after it. */
final class Transaction {
    private final Sql sql;
    private final Instant now;
    private final long start;
    private final List<Stored> appended = new ArrayList<>();
    private final Map<SqlLane, Set<Long>> finished = new LinkedHashMap<>();

    Transaction(Sql sql, Instant now, long last) {
        this.sql = sql;
        this.now = now;
        this.start = last;
    }

    Sql sql() {
        return sql;
    }

    Instant now() {
        return now;
    }

    /** Appends an event, for all lanes or for one. */
    Boolean append(Draft draft, @Nullable String lane) throws SQLException {
        long seq = start + appended.size() + 1;
        sql.update(
                "INSERT INTO event (seq, id, source, accepted_at, lane, body) VALUES (?, ?, ?, ?, ?, ?)",
                seq,
                draft.id(),
                draft.source(),
                now.toEpochMilli(),
                lane,
                draft.text());
        Entry entry = new Entry(seq, draft.id(), draft.source(), now, draft.event());
        return appended.add(new Stored(entry, lane, draft.text().length()));
    }

    /** Claims a delivery key; returns the id of the event that already holds it within the window, or null. */
    @Nullable
    String claim(String key, String id, Duration window) throws SQLException {
        String insert = "INSERT INTO delivery (key, event_id, seen_at) VALUES (?, ?, ?) ON CONFLICT (key) DO NOTHING";
        if (sql.update(insert, key, id, now.toEpochMilli()) > 0) {
            return null;
        }
        long horizon = now.minus(window).toEpochMilli();
        if (sql.update("DELETE FROM delivery WHERE key = ? AND seen_at <= ?", key, horizon) > 0) {
            sql.update(insert, key, id, now.toEpochMilli());
            return null;
        }
        return sql.list("SELECT event_id FROM delivery WHERE key = ?", row -> row.getString(1), key)
                .get(0);
    }

    /** Notes what a lane finished; written once per lane, when all commands have run. */
    Boolean finish(SqlLane lane, Collection<Long> seqs) {
        finished.computeIfAbsent(lane, any -> new TreeSet<>()).addAll(seqs);
        return true;
    }

    Map<SqlLane, Set<Long>> finished() {
        return finished;
    }

    List<Stored> appended() {
        return appended;
    }
}
