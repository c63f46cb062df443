package dev.caravan.journal;

import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has the lanes of this process follow the plan. For one thread. */
final class Tenancies {
    private static final Logger LOG = LoggerFactory.getLogger(Tenancies.class);

    /** Longer than most attempts; what takes longer may come twice. */
    private static final long RETREAT = Duration.ofSeconds(20).toNanos();

    /** An edit closes lanes that the next routes open again, once attempts of the ones before have ended. */
    private static final long ABSENCE = Duration.ofSeconds(60).toNanos();

    private final Lanes lanes;
    private final Map<String, Long> closedSince = new HashMap<>();
    private final Map<String, Long> retreating = new HashMap<>();

    Tenancies(Lanes lanes) {
        this.lanes = lanes;
    }

    /** The names of the lanes that this process can have. */
    Set<String> known() {
        Set<String> known = new TreeSet<>();
        for (SqlLane lane : lanes.all()) {
            if (lane.isOpen()) {
                closedSince.remove(lane.name());
            }
            if (lane.isOpen() || isWithin(closedSince, lane.name(), ABSENCE)) {
                known.add(lane.name());
            }
        }
        return known;
    }

    private static boolean isWithin(Map<String, Long> since, String lane, long time) {
        long now = System.nanoTime();
        return now - since.computeIfAbsent(lane, any -> now) < time;
    }

    /** Takes, keeps and lets go; returns whether there is a lane now that others may take. */
    boolean settle(LeaseTable table, String id, Map<String, LeaseTable.Row> rows, Map<String, String> plan)
            throws SQLException {
        boolean released = false;
        for (SqlLane lane : lanes.all()) {
            LeaseTable.Row row = rows.get(lane.name());
            boolean meant = id.equals(plan.get(lane.name()));
            if (row != null && id.equals(row.owner())) {
                released |= meant ? !keep(lane, row) : letGo(table, id, lane);
            } else {
                settleForeign(table, id, lane, row, meant);
            }
        }
        return released;
    }

    /** Returns true, as it is kept. */
    private boolean keep(SqlLane lane, LeaseTable.Row row) {
        retreating.remove(lane.name());
        if (lane.isOwned()) {
            lane.stay();
        } else {
            lane.own(row.place());
        }
        return true;
    }

    /** Returns whether it is let go: not before what is on its way has ended. */
    private boolean letGo(LeaseTable table, String id, SqlLane lane) throws SQLException {
        lane.retreat();
        if (!lane.place().isIdle() && isWithin(retreating, lane.name(), RETREAT)) {
            return false;
        }
        retreating.remove(lane.name());
        lane.lose();
        table.release(lane.name(), id);
        LOG.info("Lane {} is left to other replicas", lane.name());
        return true;
    }

    private void settleForeign(LeaseTable table, String id, SqlLane lane, LeaseTable.@Nullable Row row, boolean meant)
            throws SQLException {
        lane.lose();
        LeaseTable.Row taken = meant && row != null && row.owner() == null ? table.take(lane.name(), id) : null;
        if (taken != null) {
            lane.own(taken.place());
            LOG.info("Lane {} is taken by this replica", lane.name());
        } else if (row != null) {
            lane.watch(row.place());
        }
    }
}
