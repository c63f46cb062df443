package dev.caravan.journal;

import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/** The lanes of this process, and the writing of their places. */
final class Lanes {
    private final Map<String, SqlLane> lanes = new ConcurrentSkipListMap<>();
    private final Set<SqlLane> unsaved = ConcurrentHashMap.newKeySet();

    @Nullable
    SqlLane get(String name) {
        return lanes.get(name);
    }

    boolean isOpen(String name) {
        SqlLane lane = lanes.get(name);
        return lane != null && lane.isOpen();
    }

    void add(SqlLane lane) {
        lanes.put(lane.name(), lane);
        unsaved.add(lane);
    }

    void forget(String name) {
        lanes.remove(name);
    }

    /** Has every open lane written anew, so that it shows when each was last in use. */
    void touch() {
        lanes.values().stream().filter(SqlLane::isOpen).forEach(unsaved::add);
    }

    /** All that were opened, in the order of their names. */
    Collection<SqlLane> all() {
        return lanes.values();
    }

    /** Those that may have something to take. */
    void arrived() {
        lanes.values().forEach(SqlLane::arrived);
    }

    /** How many events the slowest open lane has before it. */
    long backlog(long last) {
        long lowest = last;
        for (SqlLane lane : lanes.values()) {
            if (lane.isOpen()) {
                lowest = Math.min(lowest, lane.place().position());
            }
        }
        return last - lowest;
    }

    /** Writes the places that the transaction changes; a lane that could not be written before goes along. */
    Map<SqlLane, Place.Progress> write(Transaction tx) throws SQLException {
        unsaved.removeIf(lane -> !lane.isOwned());
        unsaved.forEach(lane -> tx.finish(lane, Set.of()));
        tx.finished().keySet().removeIf(lane -> !lane.isOwned());
        Map<SqlLane, Place.Progress> steps = new LinkedHashMap<>();
        for (Map.Entry<SqlLane, Set<Long>> finished : tx.finished().entrySet()) {
            SqlLane lane = finished.getKey();
            Place.Progress step = lane.place().after(finished.getValue());
            tx.advance(lane, step, unsaved.contains(lane));
            steps.put(lane, step);
        }
        return steps;
    }

    /** After the commit: what was written is true. */
    void apply(Map<SqlLane, Place.Progress> steps, boolean arrivals) {
        unsaved.removeAll(steps.keySet());
        steps.forEach(SqlLane::committed);
        if (arrivals) {
            arrived();
        }
    }
}
