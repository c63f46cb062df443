package dev.caravan.journal;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps this process among the replicas, takes and lets go lanes, and hears what others commit, on a thread and a connection of its
 * own, which no busy disk delays.
 */
final class Leases implements Ownership, Runnable {
    static final String CHANNEL = "caravan";

    private static final Logger LOG = LoggerFactory.getLogger(Leases.class);
    private static final String LANES = "lanes";
    private static final long ROUND = Duration.ofSeconds(1).toNanos();
    private static final int LISTEN_MILLIS = 250;
    private static final long PAUSE_MILLIS = 500;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final PostgresServer server;
    private final Lanes lanes;
    private final Tail tail;
    private final Archive archive;
    private final Sql sql;
    private final Tenancies tenancies;
    private final BlockingQueue<CompletableFuture<Boolean>> waiting = new LinkedBlockingQueue<>();
    private final Thread thread = new Thread(this, "journal-leases");
    private volatile Map<String, String> owners = Map.of();
    private volatile boolean closing;
    private boolean silent;

    Leases(PostgresServer server, Lanes lanes, Tail tail, Archive archive) {
        this.server = server;
        this.lanes = lanes;
        this.tail = tail;
        this.archive = archive;
        this.sql = server.reader();
        this.tenancies = new Tenancies(lanes);
    }

    @Override
    public void start() {
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void opened(SqlLane lane) {
        lanes.add(lane);
        CompletableFuture<Boolean> round = new CompletableFuture<>();
        waiting.add(round);
        try {
            archive.ask(this::callAll); // this process too: it hears what it says
            round.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (JournalException | ExecutionException | TimeoutException e) {
            LOG.debug("lane {} waits for the journal's database", lane.name());
        }
    }

    private long callAll(Sql asking) throws SQLException {
        return asking.number("SELECT 1 FROM pg_notify(?, ?)", CHANNEL, server.schema() + " " + LANES);
    }

    @Override
    public boolean isProven() {
        return server.member().isProven();
    }

    @Override
    public @Nullable String owner(String lane) {
        return owners.get(lane);
    }

    @Override
    public void run() {
        while (!closing) {
            try {
                round();
                silent = false;
                long next = System.nanoTime() + ROUND;
                while (!closing && next - System.nanoTime() > 0 && !hearsOfLanes()) {
                    // what it hears meanwhile, the lanes are told
                }
            } catch (SQLException | RuntimeException e) {
                tell(e);
                sql.disconnect();
                pause();
            }
            if (!isProven()) {
                lanes.all().forEach(SqlLane::lose);
            }
        }
    }

    private void round() throws SQLException {
        int served = waiting.size();
        if (!sql.isConnected()) {
            sql.connect().update("LISTEN " + CHANNEL);
        }
        LeaseTable table = new LeaseTable(sql);
        Set<String> open = tenancies.known();
        String id = stay(table, open);
        table.forgetLapsed();
        table.know(open, Clock.systemUTC().millis());
        hear(table.last());
        Map<String, LeaseTable.Row> rows = table.lanes();
        if (tenancies.settle(table, id, rows, Share.of(rows, table.replicas()))) {
            callAll(sql);
        }
        owners = rows.values().stream()
                .filter(row -> row.owner() != null)
                .collect(Collectors.toMap(LeaseTable.Row::name, row -> String.valueOf(row.owner())));
        for (; served > 0; served--) {
            waiting.remove().complete(true);
        }
    }

    /** Whoever was too late has lost everything and begins anew, under a name that no old mark of it can be taken for. */
    private String stay(LeaseTable table, Set<String> open) throws SQLException {
        Member member = server.member();
        long asked = System.nanoTime();
        String id = member.id();
        if (id.isEmpty() || !table.renew(id, open)) {
            lanes.all().forEach(SqlLane::lose);
            id = Member.name();
            asked = System.nanoTime();
            table.enrol(id, open);
        }
        member.renewed(id, asked);
        return id;
    }

    /** Waits a little for what others say; asks, if they say nothing: a pool in between may swallow it. Returns whether lanes changed. */
    private boolean hearsOfLanes() throws SQLException {
        PGNotification[] heard = sql.connection().unwrap(PGConnection.class).getNotifications(LISTEN_MILLIS);
        if (heard == null || heard.length == 0) {
            hear(new LeaseTable(sql).last());
            return false;
        }
        boolean changed = false;
        String ours = server.schema() + " ";
        for (PGNotification each : heard) {
            String said = each.getParameter();
            if (said.equals(ours + LANES)) {
                changed = true;
            } else if (said.startsWith(ours)) {
                hear(Long.parseLong(said.substring(ours.length())));
            }
        }
        return changed;
    }

    private void hear(long last) {
        if (last > tail.last()) {
            tail.learn(last);
            lanes.arrived();
        }
    }

    /** Once: the health tells as long as it lasts. */
    private void tell(Exception failure) {
        if (silent || closing) {
            return;
        }
        silent = true;
        String reason = failure instanceof SQLException e ? Fault.of(e).reason() : "an unexpected error";
        LOG.warn("{}: {}; lanes pause unless it answers within seconds", server, reason);
    }

    private void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closing = true;
        try {
            thread.join(PATIENCE.toMillis());
            if (thread.isAlive() || !sql.isConnected()) {
                return; // the others will notice by the time
            }
            new LeaseTable(sql).leave(server.member().id());
            callAll(sql);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (SQLException e) {
            LOG.warn(
                    "{}: {}; its lanes are free for others in some seconds",
                    server,
                    Fault.of(e).reason());
        } finally {
            sql.disconnect();
        }
    }
}
