package dev.caravan.journal;

import java.util.Map;
import java.util.Objects;

/** An event about to be appended: made ready on the caller's thread, so that the writer only writes. */
record Draft(String id, String source, Map<String, Object> event, String text) {

    static Draft of(Map<String, Object> event, EventText json) {
        String id = Objects.toString(event.get("id"), "");
        if (id.isEmpty()) {
            throw new JournalException("event has no id: stamp it before it is recorded");
        }
        return new Draft(id, Objects.toString(event.get("source"), ""), event, json.write(event));
    }
}
