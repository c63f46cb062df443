package dev.caravan.journal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Reads the journal from the disk, a page at a time, bounded by count and size. */
final class Pages {
    private static final int MAX_SIZE = 1 << 20;

    private final Sql sql;
    private final EventText json;

    Pages(Sql sql, EventText json) {
        this.sql = sql;
        this.json = json;
    }

    /**
     * What follows {@code seq}: at least one entry if there is any.
     *
     * @throws JournalException if the disk cannot be read
     */
    synchronized List<Stored> after(long seq) {
        String page = "SELECT seq, id, source, accepted_at, lane, body FROM event WHERE seq > ? ORDER BY seq LIMIT ?";
        try {
            return sql.read(open -> open.query(page, this::page, seq, Place.WINDOW));
        } catch (SQLException e) {
            throw new JournalUnavailableException(
                    "journal cannot be read: " + Fault.of(e).reason(), e);
        }
    }

    private List<Stored> page(ResultSet rows) throws SQLException {
        List<Stored> found = new ArrayList<>();
        for (int size = 0; size < MAX_SIZE && rows.next(); ) {
            Stored stored = stored(rows);
            size += stored.size();
            found.add(stored);
        }
        return found;
    }

    /** Newest first. */
    List<Entry> newest(Sql asking, int limit) throws SQLException {
        String page = "SELECT seq, id, source, accepted_at, lane, body FROM event ORDER BY seq DESC LIMIT ?";
        return asking.list(page, row -> stored(row).entry(), limit);
    }

    private Stored stored(ResultSet row) throws SQLException {
        String text = row.getString(6);
        Instant acceptedAt = Instant.ofEpochMilli(row.getLong(4));
        Entry entry = new Entry(row.getLong(1), row.getString(2), row.getString(3), acceptedAt, json.read(text));
        return new Stored(entry, row.getString(5), text.length());
    }
}
