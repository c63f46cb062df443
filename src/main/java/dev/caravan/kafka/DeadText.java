package dev.caravan.kafka;

import dev.caravan.journal.DeadLetter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A dead letter as JSON and back. */
final class DeadText {
    private DeadText() {}

    static byte[] of(DeadLetter letter) {
        Map<String, Object> text = new LinkedHashMap<>();
        text.put("id", letter.id());
        text.put("kind", letter.kind().name().toLowerCase(Locale.ROOT));
        text.put("eventId", letter.eventId());
        text.put("source", letter.source());
        text.put("provider", letter.provider());
        text.put("reason", letter.reason());
        text.put("status", letter.status());
        text.put("answer", letter.answer());
        text.put("attempts", letter.attempts());
        text.put("acceptedAt", letter.acceptedAt().toString());
        text.put("deadAt", letter.deadAt().toString());
        text.put("body", letter.body());
        return Records.json(text);
    }

    /**
     * Reads one.
     *
     * @throws RuntimeException if it is none
     */
    static DeadLetter read(byte[] json) {
        Map<String, Object> text = Records.json(json);
        return new DeadLetter(
                string(text, "id"),
                DeadLetter.Kind.valueOf(string(text, "kind").toUpperCase(Locale.ROOT)),
                optional(text, "eventId"),
                string(text, "source"),
                optional(text, "provider"),
                string(text, "reason"),
                text.get("status") instanceof Integer status ? status : null,
                optional(text, "answer"),
                text.get("attempts") instanceof Integer attempts ? attempts : 0,
                Instant.parse(string(text, "acceptedAt")),
                Instant.parse(string(text, "deadAt")),
                string(text, "body"));
    }

    /** All but the body, which stays in Kafka. */
    static DeadLetter summary(DeadLetter letter) {
        return new DeadLetter(
                letter.id(),
                letter.kind(),
                letter.eventId(),
                letter.source(),
                letter.provider(),
                letter.reason(),
                letter.status(),
                letter.answer(),
                letter.attempts(),
                letter.acceptedAt(),
                letter.deadAt(),
                "");
    }

    static Map<String, Object> event(DeadLetter letter) {
        return Records.json(letter.body().getBytes(StandardCharsets.UTF_8));
    }

    private static String string(Map<String, Object> text, String name) {
        return Objects.toString(text.get(name), "");
    }

    private static @Nullable String optional(Map<String, Object> text, String name) {
        return text.get(name) instanceof String value ? value : null;
    }
}
