package dev.caravan.journal;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a journal consists of, put together by hand. */
record Parts(
        Database database,
        Readiness readiness,
        Writer writer,
        Batch batch,
        Wal wal,
        Tail tail,
        Lanes lanes,
        Upkeep upkeep,
        Pages pages,
        Archive archive,
        DeadLetters deadLetters,
        EventText json,
        List<Sql> connections) {

    private static final Logger LOG = LoggerFactory.getLogger(Parts.class);
    private static final long PATIENCE = 5;

    static Parts assemble(JournalSettings settings, Database database, Clock clock) throws SQLException {
        Sql writing = database.writer();
        Sql paging = database.reader();
        Sql asking = database.reader();
        EventText json = new EventText();
        Readiness readiness = new Readiness();
        Tail tail = new Tail(lastSeq(writing));
        Lanes lanes = new Lanes();
        HighWater highWater = new HighWater(settings, database, readiness);
        Wal wal = new Wal(writing, readiness);
        Batch batch = new Batch(writing, clock, tail, lanes, readiness, highWater, wal);
        Writer writer = new Writer(readiness);
        Upkeep upkeep = new Upkeep(
                writer, lanes, new Retention(settings, lanes), highWater, new Probe(writing, wal, readiness));
        writer.start(batch, upkeep);
        return new Parts(
                database,
                readiness,
                writer,
                batch,
                wal,
                tail,
                lanes,
                upkeep,
                new Pages(paging, json),
                new Archive(asking, clock),
                new DeadLetters(lanes, json),
                json,
                List.of(asking, paging, writing));
    }

    /** Never a place that was used before, even if retention has emptied the journal. */
    private static long lastSeq(Sql sql) throws SQLException {
        return sql.number("SELECT max(coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'event'), 0),"
                + " coalesce((SELECT max(position) FROM lane), 0))");
    }

    synchronized SqlLane openLane(String name) {
        SqlLane known = lanes.get(name);
        if (known != null) {
            known.reopen();
            return known;
        }
        Place place = archive.ask(sql -> place(sql, name));
        SqlLane lane = new SqlLane(name, place, new Intake(name, place, tail, pages), writer);
        lanes.add(lane);
        save(lane);
        return lane;
    }

    private Place place(Sql sql, String name) throws SQLException {
        List<Long> position = sql.list("SELECT position FROM lane WHERE name = ?", row -> row.getLong(1), name);
        List<Long> ahead = sql.list("SELECT seq FROM done WHERE lane = ?", row -> row.getLong(1), name);
        return new Place(position.isEmpty() ? tail.last() : position.get(0), ahead);
    }

    /** Before the first event arrives; if the disk is full now, it goes along with the first commit that succeeds. */
    private void save(SqlLane lane) {
        try {
            writer.submit(Command.of(tx -> tx.finish(lane, List.of()))).get(PATIENCE, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("journal: the place of lane {} is not on disk yet", lane.name());
        }
    }

    Lag lag(String name) {
        SqlLane lane = lanes.get(name);
        return lane == null ? new Lag(0, Duration.ZERO) : archive.lag(lane, tail.last());
    }

    synchronized void close() {
        if (!writer.close()) {
            return; // the disk hangs: the process must be able to end all the same
        }
        wal.carry("TRUNCATE");
        for (Sql connection : connections) {
            try {
                connection.close();
            } catch (SQLException e) {
                LOG.warn("journal: {}", Fault.of(e).reason());
            }
        }
        database.close();
    }
}
