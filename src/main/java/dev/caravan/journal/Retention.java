package dev.caravan.journal;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;

/** Deletes what is past its time, a bounded step at a time, so that appends hardly wait for it. */
final class Retention {
    private static final int STEP = 500;
    private static final Duration KEYS = Duration.ofDays(2);

    private final JournalSettings settings;
    private final Lanes lanes;

    Retention(JournalSettings settings, Lanes lanes) {
        this.settings = settings;
        this.lanes = lanes;
    }

    /** One step; returns whether there may be more to delete. */
    Boolean step(Transaction tx) throws SQLException {
        Instant horizon = tx.now().minus(settings.retention());
        forgetLanes(tx.sql(), horizon);
        int events = events(tx.sql(), horizon);
        int letters = deadLetters(tx.sql(), tx.now().minus(settings.deadLetterRetention()));
        int keys = keys(tx.sql(), tx.now().minus(KEYS));
        return Math.max(events, Math.max(letters, keys)) == STEP;
    }

    private void forgetLanes(Sql sql, Instant horizon) throws SQLException {
        String old = "SELECT name FROM lane WHERE seen_at < ?";
        for (String name : sql.list(old, row -> row.getString(1), horizon.toEpochMilli())) {
            if (!lanes.isOpen(name)) {
                sql.update("DELETE FROM lane WHERE name = ?", name);
                sql.update("DELETE FROM done WHERE lane = ?", name);
                lanes.forget(name);
            }
        }
    }

    /** Looks at the oldest few only: what comes after them is younger. */
    private static int events(Sql sql, Instant horizon) throws SQLException {
        return sql.update("""
                DELETE FROM event WHERE seq IN (
                  SELECT seq FROM (SELECT seq, accepted_at FROM event
                    WHERE seq <= coalesce((SELECT min(position) FROM lane), 9223372036854775807) ORDER BY seq LIMIT ?) AS oldest
                  WHERE accepted_at < ?)""", STEP, horizon.toEpochMilli());
    }

    private static int deadLetters(Sql sql, Instant horizon) throws SQLException {
        return sql.update("""
                DELETE FROM dead_letter WHERE seq IN (
                  SELECT seq FROM (SELECT seq, dead_at FROM dead_letter ORDER BY seq LIMIT ?) AS oldest WHERE dead_at < ?)""", STEP, horizon.toEpochMilli());
    }

    private static int keys(Sql sql, Instant horizon) throws SQLException {
        return sql.update("""
                DELETE FROM delivery WHERE seq IN (
                  SELECT seq FROM (SELECT seq, seen_at FROM delivery ORDER BY seq LIMIT ?) AS oldest WHERE seen_at < ?)""", STEP, horizon.toEpochMilli());
    }
}
