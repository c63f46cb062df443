package dev.caravan.explain;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.jspecify.annotations.Nullable;

/** Shows a body as what it is. */
final class Bodies {
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private Bodies() {}

    /** JSON as maps and lists, anything else as the text it is. */
    static Object of(@Nullable String text) {
        if (text == null) {
            return "";
        }
        String start = text.stripLeading();
        if (!start.startsWith("{") && !start.startsWith("[")) {
            return text;
        }
        try {
            return JSON.readValue(text, Object.class);
        } catch (JsonProcessingException e) {
            return text;
        }
    }
}
