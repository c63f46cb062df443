package dev.caravan.management;

import dev.caravan.journal.Entry;
import dev.caravan.journal.Journal;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.Map;

/** The newest events of the journal. */
final class Events {
    private final Journal journal;

    Events(Journal journal) {
        this.journal = journal;
    }

    Reply list(RoutingContext request) {
        return Reply.ok(Map.of(
                "events",
                journal.events(Query.of(request).limit()).stream()
                        .map(Events::one)
                        .toList()));
    }

    private static Map<String, Object> one(Entry entry) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("seq", entry.seq());
        body.put("acceptedAt", entry.acceptedAt().toString());
        body.put("event", entry.event());
        return body;
    }
}
