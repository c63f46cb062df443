package dev.caravan.journal;

import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one process that has the journal, and so all of its lanes. */
record SoleOwner(Lanes lanes, Tail tail, Archive archive, Writer writer) implements Ownership {
    private static final Logger LOG = LoggerFactory.getLogger(SoleOwner.class);
    private static final long PATIENCE = 5;

    @Override
    public void opened(SqlLane lane) {
        lane.own(archive.ask(sql -> place(sql, lane.name())));
        lanes.add(lane);
        save(lane);
    }

    private Place place(Sql sql, String name) throws SQLException {
        List<Long> position = sql.list("SELECT position FROM lane WHERE name = ?", row -> row.getLong(1), name);
        List<Long> ahead = sql.list("SELECT seq FROM done WHERE lane = ?", row -> row.getLong(1), name);
        return new Place(position.isEmpty() ? tail.last() : position.get(0), ahead);
    }

    /** Before the first event arrives; if the disk is full now, it goes along with the first commit that succeeds. */
    private void save(SqlLane lane) {
        try {
            writer.submit(Command.mark(tx -> tx.finish(lane, List.of()))).get(PATIENCE, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("journal: the place of lane {} is not on disk yet", lane.name());
        }
    }

    @Override
    public boolean isProven() {
        return true;
    }

    @Override
    public @Nullable String owner(String lane) {
        return null;
    }

    @Override
    public void start() {
        // nobody else to look after
    }

    @Override
    public void close() {
        // nobody else to leave them to
    }
}
