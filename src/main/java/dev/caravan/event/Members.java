package dev.caravan.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The members of an event as everyone may rely on them: present, and texts where Flux's events have texts. */
final class Members {
    private static final Set<String> TEXTS =
            Set.of("severity", "reason", "message", "timestamp", "reportingController", "reportingInstance");
    private static final Set<String> MAPS_OF_TEXTS = Set.of("involvedObject", "metadata");
    private static final ObjectMapper JSON = new ObjectMapper();

    private Members() {}

    /** A mapping names every member there may be; what the sender left out, or left empty, is no member of the event. */
    static Map<String, Object> present(Map<String, Object> given) {
        Map<String, Object> present = new LinkedHashMap<>();
        given.forEach((name, value) -> {
            if (MAPS_OF_TEXTS.contains(name) && value instanceof Map<?, ?> members) {
                present.put(name, texts(members));
            } else if (!isNothing(value)) {
                present.put(name, TEXTS.contains(name) ? text(value) : value);
            }
        });
        return present;
    }

    private static Map<String, String> texts(Map<?, ?> given) {
        Map<String, String> texts = new LinkedHashMap<>();
        given.forEach((name, value) -> {
            if (!isNothing(value)) {
                texts.put(whole(String.valueOf(name)), text(value));
            }
        });
        return texts;
    }

    private static boolean isNothing(@Nullable Object value) {
        return value == null || "".equals(value);
    }

    /** A number as its digits, an object or a list as JSON. */
    static String text(Object value) {
        if (!(value instanceof Map<?, ?> || value instanceof Collection<?>)) {
            return whole(String.valueOf(value));
        }
        try {
            return whole(JSON.writeValueAsString(value));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a member of the event is no JSON", e);
        }
    }

    /** With U+FFFD for halves of characters, which JSON can escape but nobody can write. */
    private static String whole(String text) {
        if (text.chars().noneMatch(unit -> Character.isSurrogate((char) unit))) {
            return text;
        }
        StringBuilder whole = new StringBuilder(text.length());
        text.codePoints()
                .map(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE ? 0xFFFD : point)
                .forEach(whole::appendCodePoint);
        return whole.toString();
    }
}
