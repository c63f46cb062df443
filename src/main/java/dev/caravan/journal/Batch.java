package dev.caravan.journal;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Group commit: many commands, one transaction; none is told before the disk has confirmed it. */
final class Batch {
    private final Database database;
    private final Sql sql;
    private final Clock clock;
    private final Tail tail;
    private final Lanes lanes;
    private final Readiness readiness;
    private final HighWater highWater;
    private final Wal wal;
    private volatile CommitListener listener = (duration, commands) -> {};

    Batch(
            Database database,
            Sql sql,
            Clock clock,
            Tail tail,
            Lanes lanes,
            Readiness readiness,
            HighWater highWater,
            Wal wal) {
        this.database = database;
        this.sql = sql;
        this.clock = clock;
        this.tail = tail;
        this.lanes = lanes;
        this.readiness = readiness;
        this.highWater = highWater;
        this.wal = wal;
    }

    void listener(CommitListener newListener) {
        listener = newListener;
    }

    /** Commits the commands together; if one fails by its own fault, each on its own. */
    void run(List<Command<?>> commands) {
        SQLException failure = commit(commands);
        if (failure == null) {
            commands.forEach(Command::committed);
            wal.carryIfDue();
        } else {
            fail(commands, failure);
        }
    }

    private void fail(List<Command<?>> commands, SQLException failure) {
        Fault fault = Fault.of(failure);
        if (fault.everyone()) {
            readiness.broke(fault);
            JournalException reason =
                    new JournalUnavailableException("journal cannot write: " + fault.reason(), failure);
            commands.forEach(command -> command.failed(reason));
        } else if (commands.size() == 1) {
            commands.get(0).failed(own(failure, fault));
        } else {
            commands.forEach(command -> run(List.of(command)));
        }
    }

    private static JournalException own(SQLException failure, Fault fault) {
        return failure.getCause() instanceof JournalException own
                ? own
                : new JournalException("journal: " + fault.reason(), failure);
    }

    private @Nullable SQLException commit(List<Command<?>> commands) {
        long start = System.nanoTime();
        Transaction tx = null;
        try {
            tx = database.begin(
                    sql, clock.instant(), tail.last(), commands.stream().allMatch(Command::isMark));
            Map<SqlLane, Place.Progress> steps = write(tx, commands);
            listener.committed(Duration.ofNanos(System.nanoTime() - start), commands.size());
            tail.add(tx.appended());
            lanes.apply(steps, !tx.appended().isEmpty());
            highWater.backlog(lanes.backlog(tail.last()));
            wal.wrote(tx.appended());
            return null;
        } catch (SQLException e) {
            if (tx != null) {
                tx.rollback();
            }
            return e;
        }
    }

    private Map<SqlLane, Place.Progress> write(Transaction tx, List<Command<?>> commands) throws SQLException {
        tx.expect(commands.stream().map(Command::key).filter(Objects::nonNull).toList());
        for (Command<?> command : commands) {
            run(command, tx);
        }
        Map<SqlLane, Place.Progress> steps = lanes.write(tx);
        steps.keySet().removeAll(tx.commit());
        return steps;
    }

    private static void run(Command<?> command, Transaction tx) throws SQLException {
        try {
            command.run(tx);
        } catch (RuntimeException e) {
            throw new SQLException(e); // its own fault, like a statement that is refused
        }
    }
}
