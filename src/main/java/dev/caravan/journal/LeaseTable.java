package dev.caravan.journal;

import java.sql.Array;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The statements about replicas, and about whose a lane is. The only clock in them is the database's. */
record LeaseTable(Sql sql) {
    private static final String LEASE = Member.LEASE.toMillis() + " * interval '1 ms'";
    private static final String LANES =
            "SELECT name, owner, position, ARRAY(SELECT seq FROM done WHERE done.lane = lane.name) FROM lane ";

    /** A lane as the database has it. */
    record Row(String name, @Nullable String owner, long position, List<Long> ahead) {
        Place place() {
            return new Place(position, ahead);
        }
    }

    /** Returns false when the time was up, or another has noticed so. */
    boolean renew(String id, Collection<String> lanes) throws SQLException {
        String renew = "UPDATE replica SET until = clock_timestamp() + " + LEASE
                + ", lanes = ? WHERE id = ? AND until > clock_timestamp()";
        return sql.update(renew, lanes.toArray(String[]::new), id) > 0;
    }

    void enrol(String id, Collection<String> lanes) throws SQLException {
        String enrol = "INSERT INTO replica (id, until, lanes) VALUES (?, clock_timestamp() + " + LEASE + ", ?)";
        sql.update(enrol, id, lanes.toArray(String[]::new));
    }

    /** Their lanes are nobody's from now on: the foreign key sees to it. */
    void forgetLapsed() throws SQLException {
        sql.update("DELETE FROM replica WHERE until < clock_timestamp()");
    }

    /** What is new begins at the end. */
    void know(Collection<String> lanes, long now) throws SQLException {
        sql.update(
                "INSERT INTO lane (name, position, seen_at) SELECT name, last, ? FROM unnest(?::text[]) AS v(name), journal"
                        + " ON CONFLICT DO NOTHING",
                now,
                lanes.toArray(String[]::new));
    }

    Map<String, Row> lanes() throws SQLException {
        Map<String, Row> lanes = new TreeMap<>();
        sql.list(LANES, LeaseTable::row).forEach(row -> lanes.put(row.name(), row));
        return lanes;
    }

    Map<String, Set<String>> replicas() throws SQLException {
        Map<String, Set<String>> replicas = new TreeMap<>();
        Sql.Row<Object> row = found -> {
            Set<String> known =
                    new TreeSet<>(Arrays.asList((String[]) found.getArray(2).getArray()));
            replicas.put(found.getString(1), known);
            return known;
        };
        var unused = sql.list("SELECT id, lanes FROM replica", row);
        return replicas;
    }

    /** Takes a lane that is nobody's; its place is read after that, when nobody else writes it. */
    @Nullable
    Row take(String lane, String id) throws SQLException {
        if (sql.update("UPDATE lane SET owner = ? WHERE name = ? AND owner IS NULL", id, lane) == 0) {
            return null;
        }
        return sql.list(LANES + "WHERE name = ?", LeaseTable::row, lane).get(0);
    }

    void release(String lane, String id) throws SQLException {
        sql.update("UPDATE lane SET owner = NULL WHERE name = ? AND owner = ?", lane, id);
    }

    void leave(String id) throws SQLException {
        sql.update("DELETE FROM replica WHERE id = ?", id);
    }

    long last() throws SQLException {
        return sql.number("SELECT last FROM journal");
    }

    private static Row row(java.sql.ResultSet row) throws SQLException {
        Array ahead = row.getArray(4);
        return new Row(row.getString(1), row.getString(2), row.getLong(3), Arrays.asList((Long[]) ahead.getArray()));
    }
}
