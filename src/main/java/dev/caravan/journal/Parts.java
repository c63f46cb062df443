package dev.caravan.journal;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
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
        Ownership ownership,
        Upkeep upkeep,
        Pages pages,
        Archive archive,
        DeadLetters deadLetters,
        EventText json,
        List<Sql> connections) {

    private static final Logger LOG = LoggerFactory.getLogger(Parts.class);

    static Parts assemble(JournalSettings settings, Database database, Clock clock) throws SQLException {
        Sql writing = database.writer();
        Sql paging = database.reader();
        Sql asking = database.reader();
        EventText json = new EventText();
        Readiness readiness = new Readiness();
        Tail tail = new Tail(last(database, writing, readiness));
        Lanes lanes = new Lanes();
        HighWater highWater = new HighWater(settings, database, readiness);
        Wal wal = new Wal(database, writing, readiness);
        Batch batch = new Batch(database, writing, clock, tail, lanes, readiness, highWater, wal);
        Writer writer = new Writer(readiness);
        Upkeep upkeep = new Upkeep(
                writer,
                lanes,
                new Retention(settings, lanes),
                tail,
                highWater,
                new Probe(database, writing, wal, readiness));
        Archive archive = new Archive(asking, clock);
        Ownership ownership = database.ownership(lanes, tail, archive, writer);
        writer.start(batch, upkeep);
        ownership.start();
        return new Parts(
                database,
                readiness,
                writer,
                batch,
                wal,
                tail,
                lanes,
                ownership,
                upkeep,
                new Pages(paging, json),
                archive,
                new DeadLetters(lanes, json),
                json,
                List.of(asking, paging, writing));
    }

    /** A server that does not answer may do so later: it says then. */
    private static long last(Database database, Sql sql, Readiness readiness) throws SQLException {
        try {
            return sql.read(database::last);
        } catch (SQLException e) {
            if (!database.mayComeBack(e)) {
                throw e;
            }
            readiness.broke(Fault.of(e));
            return 0;
        }
    }

    synchronized SqlLane openLane(String name) {
        SqlLane known = lanes.get(name);
        if (known != null) {
            known.reopen();
            return known;
        }
        SqlLane lane = new SqlLane(name, tail, pages, writer, ownership);
        ownership.opened(lane);
        return lane;
    }

    Lag lag(String name) {
        SqlLane lane = lanes.get(name);
        return lane == null ? new Lag(0, Duration.ZERO) : archive.lag(lane, tail.last());
    }

    synchronized void close() {
        if (!writer.close()) {
            return; // the disk hangs: the process must be able to end all the same
        }
        ownership.close();
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
