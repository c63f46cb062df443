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
abstract class Transaction {
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

    final Sql sql() {
        return sql;
    }

    final Instant now() {
        return now;
    }

    /** The newest place before this transaction. */
    final long start() {
        return start;
    }

    /** Appends an event, for all lanes or for one. */
    final Boolean append(Draft draft, @Nullable String lane) throws SQLException {
        long seq = start + appended.size() + 1;
        insert(seq, draft, lane);
        Entry entry = new Entry(seq, draft.id(), draft.source(), now, draft.event());
        return appended.add(new Stored(entry, lane, draft.text().length()));
    }

    abstract void insert(long seq, Draft draft, @Nullable String lane) throws SQLException;

    /** Says which keys will be claimed, so that they can be looked up together. */
    void expect(List<String> keys) throws SQLException {}

    /** Claims a delivery key; returns the id of the event that already holds it within the window, or null. */
    abstract @Nullable String claim(String key, String id, Duration window) throws SQLException;

    /** Notes what a lane finished; written once per lane, when all commands have run. */
    final Boolean finish(SqlLane lane, Collection<Long> seqs) {
        finished.computeIfAbsent(lane, any -> new TreeSet<>()).addAll(seqs);
        return true;
    }

    /** Writes a lane's step; {@code anyway} also if its place is the same as before. */
    abstract void advance(SqlLane lane, Place.Progress step, boolean anyway) throws SQLException;

    /** Commits; returns the lanes whose steps were not written, since they are another process's by now. */
    abstract Set<SqlLane> commit() throws SQLException;

    abstract void rollback();

    final Map<SqlLane, Set<Long>> finished() {
        return finished;
    }

    final List<Stored> appended() {
        return appended;
    }
}
