package dev.caravan.journal;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The durable, ordered log of events. What a future of its methods confirms is on disk; a future fails with
 * {@link JournalUnavailableException} when nothing was recorded and the same may be tried again.
 *
 * <p>Futures are completed on the writing thread: what hangs on them must be quick and must not wait.
 */
public final class Journal implements AutoCloseable {
    private final Parts parts;

    private Journal(Parts parts) {
        this.parts = parts;
    }

    /**
     * Opens the journal, and makes it if there is none.
     *
     * @throws JournalException if the file cannot be used: not writable, in use, foreign or from a newer version
     */
    public static Journal open(JournalSettings settings, Clock clock) {
        Database database = Database.take(settings.file());
        try {
            return new Journal(Parts.assemble(settings, database, clock));
        } catch (SQLException e) {
            database.close();
            throw new JournalException(
                    "journal " + database.file() + " cannot be opened: "
                            + Fault.of(e).reason(),
                    e);
        }
    }

    /**
     * Appends the events of one delivery, all or none.
     *
     * @param events each with an {@code id}; not to be changed afterwards
     * @param deliveryKey by which the same delivery is recognised; null if it cannot be
     * @param window how long it is recognised
     */
    public CompletableFuture<Receipt> append(
            List<Map<String, Object>> events, @Nullable String deliveryKey, Duration window) {
        try {
            return parts.writer().submit(Append.of(events, deliveryKey, window, parts.json()));
        } catch (JournalException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** A lane that is known goes on where it stopped; a new one starts at the end. */
    public Lane openLane(String name) {
        return parts.openLane(name);
    }

    /** Keeps a dead letter; false if one of this id is kept already. */
    public CompletableFuture<Boolean> bury(DeadLetter letter) {
        return parts.writer().submit(Command.of(tx -> DeadLetters.bury(tx, letter)));
    }

    /** Newest first; null as provider or reason lets all through. */
    public List<DeadLetter> deadLetters(int limit, @Nullable String provider, @Nullable String reason) {
        return parts.archive().ask(sql -> DeadLetters.list(sql, limit, provider, reason));
    }

    public Optional<DeadLetter> deadLetter(String id) {
        return parts.archive().ask(sql -> DeadLetters.find(sql, id));
    }

    /** Deletes a dead letter; false if there is none of this id. */
    public CompletableFuture<Boolean> forget(String id) {
        return parts.writer().submit(Command.of(tx -> DeadLetters.forget(tx, id)));
    }

    /**
     * Sends a dead event through its lane again and forgets the dead letter, both or neither; false if there is none of
     * this id. Fails with {@link JournalException} for a payload, and for a provider that is not configured.
     */
    public CompletableFuture<Boolean> replay(String id) {
        return parts.writer().submit(Command.of(tx -> parts.deadLetters().replay(tx, id)));
    }

    /** Newest first. */
    public List<Entry> events(int limit) {
        return parts.archive().ask(sql -> parts.pages().newest(sql, limit));
    }

    /** How far the lane is behind; nothing for one that is not open. */
    public Lag lag(String lane) {
        return parts.lag(lane);
    }

    public Health health() {
        return parts.readiness().health();
    }

    public Counts counts() {
        return parts.archive().counts(parts.writer().waiting());
    }

    /** Deletes what is past its retention; also done by itself about once a minute. */
    public CompletableFuture<Boolean> retain() {
        return parts.upkeep().retain();
    }

    /** Sets who hears of commits. */
    public void onCommit(CommitListener listener) {
        parts.batch().listener(listener);
    }

    /** Writes what waits, carries the write-ahead log over into the file, and lets another process have it. */
    @Override
    public void close() {
        parts.close();
    }
}
