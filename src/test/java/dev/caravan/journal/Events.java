package dev.caravan.journal;

import dev.caravan.StandingClock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Events to append, as small as they can be. */
final class Events {
    static final Duration DAY = Duration.ofDays(1);

    private Events() {}

    static Map<String, Object> event(String id) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("id", id);
        event.put("source", "acr");
        event.put("message", "Pushed image " + id);
        return event;
    }

    /** Appends one event without a key and waits for its commit. */
    static void append(Journal journal, String id) {
        journal.append(List.of(event(id)), null, Duration.ZERO).join();
    }

    static void append(Journal journal, int count) {
        for (int i = 1; i <= count; i++) {
            append(journal, "e" + i);
        }
    }

    static DeadLetter deadLetter(String id, String eventId, String provider, StandingClock clock) {
        return new DeadLetter(
                id,
                DeadLetter.Kind.EVENT,
                eventId,
                "acr",
                provider,
                "rejected",
                404,
                "no_service",
                1,
                clock.instant(),
                clock.instant(),
                "{\"id\":\"" + eventId + "\",\"source\":\"acr\"}");
    }
}
