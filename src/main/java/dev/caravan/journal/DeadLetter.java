package dev.caravan.journal;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event that a lane gave up on, or a payload that no source recognised, with the reason.
 *
 * @param eventId id of the event; null for a payload
 * @param source format; what the path named, or {@code unrecognised}, for a payload
 * @param provider whose lane gave up; null for a payload
 * @param status HTTP status of the last answer, if there was one
 * @param answer beginning of the last answer, if there was one
 * @param body the event, or the payload as received, as JSON text
 */
public record DeadLetter(
        String id,
        Kind kind,
        @Nullable String eventId,
        String source,
        @Nullable String provider,
        String reason,
        @Nullable Integer status,
        @Nullable String answer,
        int attempts,
        Instant acceptedAt,
        Instant deadAt,
        String body) {

    /** What the body is. */
    public enum Kind {
        EVENT,
        PAYLOAD
    }
}
