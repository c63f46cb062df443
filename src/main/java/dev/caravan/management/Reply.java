package dev.caravan.management;

import com.fasterxml.jackson.databind.util.RawValue;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An answer.
 *
 * @param body what Jackson can write; null for an answer without a body
 */
record Reply(int status, @Nullable Object body) {
    static Reply ok(Object body) {
        return new Reply(200, body);
    }

    static Reply json(String text) {
        return new Reply(200, new RawValue(text));
    }

    static Reply accepted(String id, String status, @Nullable String source) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("id", id);
        body.put("status", status);
        if (source != null) {
            body.put("source", source);
        }
        return new Reply(202, body);
    }

    static Reply nothing() {
        return new Reply(204, null);
    }
}
