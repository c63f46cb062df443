package dev.caravan.journal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The dead letters' table. */
final class DeadLetters {
    private static final String COLUMNS =
            "SELECT id, kind, event_id, source, provider, reason, status, answer, attempts,"
                    + " accepted_at, dead_at, body FROM dead_letter ";

    private final Lanes lanes;
    private final EventText json;

    DeadLetters(Lanes lanes, EventText json) {
        this.lanes = lanes;
        this.json = json;
    }

    /** Twice the same id is once: a write whose answer was lost may be repeated. */
    static Boolean bury(Transaction tx, DeadLetter letter) throws SQLException {
        int rows = tx.sql()
                .update(
                        """
                        INSERT INTO dead_letter (id, kind, event_id, source, provider, reason, status, answer, attempts,
                          accepted_at, dead_at, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        ON CONFLICT (id) DO NOTHING""",
                        letter.id(),
                        letter.kind().name().toLowerCase(Locale.ROOT),
                        letter.eventId(),
                        letter.source(),
                        letter.provider(),
                        letter.reason(),
                        letter.status(),
                        letter.answer(),
                        letter.attempts(),
                        letter.acceptedAt().toEpochMilli(),
                        letter.deadAt().toEpochMilli(),
                        letter.body());
        return rows > 0;
    }

    static Boolean forget(Transaction tx, String id) throws SQLException {
        return tx.sql().update("DELETE FROM dead_letter WHERE id = ?", id) > 0;
    }

    /** Puts the event back into the journal, for the lane that gave up on it; false if there is no such dead letter. */
    Boolean replay(Transaction tx, String id) throws SQLException {
        DeadLetter letter = find(tx.sql(), id).orElse(null);
        if (letter == null) {
            return false;
        }
        String provider = letter.provider();
        if (letter.kind() != DeadLetter.Kind.EVENT || provider == null || letter.eventId() == null) {
            throw new JournalException("dead letter " + id + " is a payload: it has no lane to go back to");
        }
        if (!lanes.isOpen(provider)) {
            throw new JournalException(
                    "dead letter " + id + ": provider " + provider + " has no lane: configure it first");
        }
        Draft draft = new Draft(letter.eventId(), letter.source(), json.read(letter.body()), letter.body());
        return tx.append(draft, provider) && forget(tx, id);
    }

    static Optional<DeadLetter> find(Sql sql, String id) throws SQLException {
        return sql.list(COLUMNS + "WHERE id = ?", DeadLetters::letter, id).stream()
                .findFirst();
    }

    /** Newest first; null filters let all through. */
    static List<DeadLetter> list(Sql sql, int limit, @Nullable String provider, @Nullable String reason)
            throws SQLException {
        return sql.list(
                COLUMNS + "WHERE (CAST(? AS TEXT) IS NULL OR provider = ?) AND (CAST(? AS TEXT) IS NULL OR reason = ?)"
                        + " ORDER BY seq DESC LIMIT ?",
                DeadLetters::letter,
                provider,
                provider,
                reason,
                reason,
                limit);
    }

    private static DeadLetter letter(ResultSet row) throws SQLException {
        int status = row.getInt(7);
        Integer answered = row.wasNull() ? null : Integer.valueOf(status);
        return new DeadLetter(
                row.getString(1),
                DeadLetter.Kind.valueOf(row.getString(2).toUpperCase(Locale.ROOT)),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                answered,
                row.getString(8),
                row.getInt(9),
                Instant.ofEpochMilli(row.getLong(10)),
                Instant.ofEpochMilli(row.getLong(11)),
                row.getString(12));
    }
}
