package dev.caravan.journal;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The journal in a database. */
final class SqlJournal implements Journal {
    private final Parts parts;

    private SqlJournal(Parts parts) {
        this.parts = parts;
    }

    static Journal open(JournalSettings settings, Clock clock) {
        Database database = settings.isServer() ? PostgresServer.at(settings) : SqliteFile.take(settings.file());
        try {
            return new SqlJournal(Parts.assemble(settings, database, clock));
        } catch (SQLException e) {
            database.close();
            if (e.getCause() instanceof JournalException refused) {
                throw refused;
            }
            throw new JournalException(
                    database + " cannot be opened: " + Fault.of(e).reason(), e);
        }
    }

    @Override
    public CompletableFuture<Receipt> append(
            List<Map<String, Object>> events, @Nullable String deliveryKey, Duration window) {
        try {
            return parts.writer().submit(Append.of(events, deliveryKey, window, parts.json()));
        } catch (JournalException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    @Override
    public Lane openLane(String name) {
        return parts.openLane(name);
    }

    @Override
    public CompletableFuture<Boolean> bury(DeadLetter letter) {
        return parts.writer().submit(Command.of(tx -> DeadLetters.bury(tx, letter)));
    }

    @Override
    public List<DeadLetter> deadLetters(int limit, @Nullable String provider, @Nullable String reason) {
        return parts.archive().ask(sql -> DeadLetters.list(sql, limit, provider, reason));
    }

    @Override
    public Optional<DeadLetter> deadLetter(String id) {
        return parts.archive().ask(sql -> DeadLetters.find(sql, id));
    }

    @Override
    public CompletableFuture<Boolean> forget(String id) {
        return parts.writer().submit(Command.of(tx -> DeadLetters.forget(tx, id)));
    }

    @Override
    public CompletableFuture<Boolean> replay(String id) {
        return parts.writer().submit(Command.of(tx -> parts.deadLetters().replay(tx, id)));
    }

    @Override
    public List<Entry> events(int limit) {
        return parts.archive().ask(sql -> parts.pages().newest(sql, limit));
    }

    @Override
    public Lag lag(String lane) {
        return parts.lag(lane);
    }

    @Override
    public boolean owns(String lane) {
        SqlLane known = parts.lanes().get(lane);
        return known != null && known.isOurs();
    }

    @Override
    public boolean isOpen(String lane) {
        SqlLane known = parts.lanes().get(lane);
        return known != null && known.isOpen() && known.isOurs();
    }

    @Override
    public @Nullable String owner(String lane) {
        return parts.ownership().owner(lane);
    }

    @Override
    public Health health() {
        return parts.readiness().health();
    }

    @Override
    public Counts counts() {
        return parts.archive().counts(parts.writer().waiting());
    }

    @Override
    public CompletableFuture<Boolean> retain() {
        return parts.upkeep().retain();
    }

    @Override
    public void onCommit(CommitListener listener) {
        parts.batch().listener(listener);
    }

    @Override
    public void close() {
        parts.close();
    }
}
