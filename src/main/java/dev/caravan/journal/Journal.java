package dev.caravan.journal;

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
public interface Journal extends AutoCloseable {

    /**
     * Opens the journal, and makes it if there is none.
     *
     * @throws JournalException if it cannot be used: not writable, in use, foreign or from a newer version, or access is refused
     */
    static Journal open(JournalSettings settings, Clock clock) {
        return SqlJournal.open(settings, clock);
    }

    /**
     * Appends the events of one delivery, all or none.
     *
     * @param events each with an {@code id}; not to be changed afterwards
     * @param deliveryKey by which the same delivery is recognised; null if it cannot be
     * @param window how long it is recognised
     */
    CompletableFuture<Receipt> append(List<Map<String, Object>> events, @Nullable String deliveryKey, Duration window);

    /** A lane that is known goes on where it stopped; a new one starts at the end. Another process may have it first. */
    Lane openLane(String name);

    /** Keeps a dead letter; false if one of this id is kept already. */
    CompletableFuture<Boolean> bury(DeadLetter letter);

    /** Newest first; null as provider or reason lets all through. */
    List<DeadLetter> deadLetters(int limit, @Nullable String provider, @Nullable String reason);

    Optional<DeadLetter> deadLetter(String id);

    /** Deletes a dead letter; false if there is none of this id. */
    CompletableFuture<Boolean> forget(String id);

    /**
     * Sends a dead event through its lane again and forgets the dead letter, both or neither; false if there is none of
     * this id. Fails with {@link JournalException} for a payload, and for a provider that is not configured.
     */
    CompletableFuture<Boolean> replay(String id);

    /** Newest first. */
    List<Entry> events(int limit);

    /** How far the lane is behind; nothing for one that is not open. */
    Lag lag(String lane);

    /** Whether this process may begin an attempt of the lane now. */
    default boolean owns(String lane) {
        return true;
    }

    /** Whether the lane goes on in this process, neither stopping nor being handed over to other routes or another process. */
    default boolean isOpen(String lane) {
        return true;
    }

    /** Who has the lane, where several processes share the journal; null if nobody has, or it is not shared. */
    default @Nullable String owner(String lane) {
        return null;
    }

    Health health();

    Counts counts();

    /** Deletes what is past its retention; also done by itself about once a minute. */
    CompletableFuture<Boolean> retain();

    /** Sets who hears of commits. */
    void onCommit(CommitListener listener);

    /** Writes what waits, carries the write-ahead log over into the file, and lets another process have it. */
    @Override
    void close();
}
