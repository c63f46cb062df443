package dev.caravan.journal;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A transaction on a server: each statement is a way there and back, so what the commands want is gathered, and written by as few
 * statements as there are tables, however many commands there are.
 */
final class ServerTransaction extends Transaction {
    private final PostgresServer server;
    private final Columns events = new Columns(4);
    private final Columns keys = new Columns(2);
    private final List<String> outdated = new ArrayList<>();
    private final Map<String, Claim> claims = new HashMap<>();
    private final Map<SqlLane, Place.Progress> steps = new HashMap<>();

    /** A key, and the event that has it. */
    private record Claim(String id, long seenAt) {}

    ServerTransaction(Sql sql, Instant now, long last, PostgresServer server) {
        super(sql, now, last);
        this.server = server;
    }

    @Override
    void insert(long seq, Draft draft, @Nullable String lane) {
        events.add(seq, draft.id(), draft.source(), lane, draft.text());
    }

    @Override
    void expect(List<String> wanted) throws SQLException {
        if (wanted.isEmpty()) {
            return;
        }
        Sql.Row<Boolean> row =
                found -> claims.put(found.getString(1), new Claim(found.getString(2), found.getLong(3))) == null;
        String[] clean = wanted.stream().map(PostgresServer::text).toArray(String[]::new);
        var unused = sql().list("SELECT key, event_id, seen_at FROM delivery WHERE key = ANY (?)", row, (Object) clean);
    }

    @Override
    @Nullable
    String claim(String given, String id, Duration window) {
        String key = PostgresServer.text(given);
        Claim held = claims.get(key);
        if (held != null && held.seenAt() > now().minus(window).toEpochMilli()) {
            return held.id();
        }
        if (held != null) {
            outdated.add(key);
        }
        claims.put(key, new Claim(id, now().toEpochMilli()));
        keys.add(now().toEpochMilli(), key, id);
        return null;
    }

    @Override
    void advance(SqlLane lane, Place.Progress step, boolean anyway) {
        if (anyway || step.moved() || step.passed() || !step.ahead().isEmpty()) {
            steps.put(lane, step);
        }
    }

    @Override
    Set<SqlLane> commit() throws SQLException {
        writeKeys();
        writeEvents();
        Set<SqlLane> lost = writePlaces();
        sql().connection().commit();
        sql().connection().setAutoCommit(true);
        return lost;
    }

    private void writeKeys() throws SQLException {
        if (!outdated.isEmpty()) {
            sql().update("DELETE FROM delivery WHERE key = ANY (?)", (Object) outdated.toArray(String[]::new));
        }
        if (!keys.isEmpty()) {
            sql().update(
                            "INSERT INTO delivery (seen_at, key, event_id) SELECT * FROM unnest(?::bigint[], ?::text[], ?::text[])",
                            keys.all());
        }
    }

    private void writeEvents() throws SQLException {
        if (events.isEmpty()) {
            return;
        }
        sql().update(
                        "INSERT INTO event (seq, accepted_at, id, source, lane, body) SELECT seq, "
                                + now().toEpochMilli()
                                + ", id, source, lane, body FROM unnest(?::bigint[], ?::text[], ?::text[], ?::text[], ?::text[])"
                                + " AS v(seq, id, source, lane, body)",
                        events.all());
        long last = start() + appended().size();
        sql().number(
                        "WITH told AS (UPDATE journal SET last = ? RETURNING last) SELECT 1 FROM told, pg_notify(?, ? || last)",
                        last,
                        Leases.CHANNEL,
                        server.schema() + " ");
    }

    /** Only of lanes that are still this process's; the rows stay locked until the commit, so that none changes hands meanwhile. */
    private Set<SqlLane> writePlaces() throws SQLException {
        Set<SqlLane> lost = new HashSet<>(steps.keySet());
        if (steps.isEmpty()) {
            return lost;
        }
        Columns places = new Columns(1);
        Columns ahead = new Columns(1);
        steps.forEach((lane, step) -> places.add(step.position(), lane.name()));
        Set<String> kept = new HashSet<>(sql().list(
                        """
                UPDATE lane SET position = greatest(lane.position, v.position), seen_at = ?
                FROM unnest(?::bigint[], ?::text[]) AS v(position, name)
                WHERE lane.name = v.name AND lane.owner = ? RETURNING lane.name""",
                        row -> row.getString(1),
                        now().toEpochMilli(),
                        places.numbers(),
                        places.texts(0),
                        server.member().id()));
        lost.removeIf(lane -> kept.contains(lane.name()));
        steps.keySet().removeAll(lost);
        if (steps.values().stream().anyMatch(Place.Progress::passed)) {
            sql().update("""
                    DELETE FROM done USING lane WHERE done.lane = lane.name AND done.seq <= lane.position
                    AND lane.name = ANY (?)""", (Object) kept.toArray(String[]::new));
        }
        steps.forEach((lane, step) -> step.ahead().forEach(seq -> ahead.add(seq, lane.name())));
        if (!ahead.isEmpty()) {
            sql().update(
                            "INSERT INTO done (seq, lane) SELECT * FROM unnest(?::bigint[], ?::text[]) ON CONFLICT DO NOTHING",
                            ahead.all());
        }
        return lost;
    }

    @Override
    void rollback() {
        rollback(sql());
    }

    static void rollback(Sql sql) {
        try {
            if (sql.isConnected()) {
                sql.connection().rollback();
                sql.connection().setAutoCommit(true);
            }
        } catch (SQLException e) {
            sql.disconnect();
        }
    }
}
