package dev.caravan.journal;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The events of one delivery, and the key that it is recognised by. */
record Append(List<Draft> drafts, @Nullable String key, Duration window) {

    static Command<Receipt> of(
            List<Map<String, Object>> events, @Nullable String key, Duration window, EventText json) {
        if (events.isEmpty()) {
            throw new JournalException("there is no event to append");
        }
        List<Draft> drafts = new ArrayList<>(events.size());
        int size = 0;
        for (Map<String, Object> event : events) {
            Draft draft = Draft.of(event, json);
            drafts.add(draft);
            size += draft.text().length();
        }
        return Command.append(new Append(drafts, key, window)::write, size, key);
    }

    private Receipt write(Transaction tx) throws SQLException {
        String original = key == null ? null : tx.claim(key, drafts.get(0).id(), window);
        if (original != null) {
            return new Receipt(List.of(original), true);
        }
        List<String> ids = new ArrayList<>(drafts.size());
        for (Draft draft : drafts) {
            tx.append(draft, null);
            ids.add(draft.id());
        }
        return new Receipt(ids, false);
    }
}
