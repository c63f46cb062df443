package dev.caravan.journal;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Answers questions about the journal, on a connection of its own. */
final class Archive {
    /** Who asks several things of a server that is gone waits for the first of them only. */
    private static final long SILENCE = Duration.ofSeconds(2).toNanos();

    private final Sql sql;
    private final Clock clock;
    private @Nullable SQLException gone;
    private long goneAt;

    Archive(Sql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    synchronized <T> T ask(Sql.Question<T> question) {
        if (gone != null && System.nanoTime() - goneAt < SILENCE) {
            throw unavailable(gone);
        }
        gone = null;
        try {
            return sql.read(question);
        } catch (SQLException e) {
            if (!sql.isConnected()) {
                gone = e;
                goneAt = System.nanoTime();
            }
            throw unavailable(e);
        }
    }

    private static JournalUnavailableException unavailable(SQLException failure) {
        return new JournalUnavailableException(
                "journal cannot be read: " + Fault.of(failure).reason(), failure);
    }

    Lag lag(SqlLane lane, long last) {
        Place place = lane.place();
        long position = place.position();
        long events = Math.max(0, last - position - place.ahead());
        if (events == 0) {
            return new Lag(0, Duration.ZERO);
        }
        String oldest =
                "SELECT accepted_at FROM event WHERE seq > ? AND (lane IS NULL OR lane = ?) ORDER BY seq LIMIT 1";
        long since = ask(any -> sql.number(oldest, position, lane.name()));
        long age = since == 0 ? 0 : Math.max(0, clock.millis() - since);
        return new Lag(events, Duration.ofMillis(age));
    }

    Counts counts(int waiting) {
        return ask(any -> new Counts(
                sql.number("SELECT coalesce(max(seq) - (SELECT min(seq) FROM event) + 1, 0) FROM event"),
                sql.number("SELECT count(*) FROM dead_letter"),
                waiting));
    }
}
