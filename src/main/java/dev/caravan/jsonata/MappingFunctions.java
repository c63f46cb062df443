package dev.caravan.jsonata;

import com.dashjoin.jsonata.Functions;
import com.dashjoin.jsonata.Jsonata;
import com.dashjoin.jsonata.Utils;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What every message needs and JSONata lacks; in the language itself a document would define these for each event anew, at a
 * multiple of the message's own time.
 */
final class MappingFunctions {
    private static final String ELLIPSIS = "…";

    private MappingFunctions() {}

    static void register(Jsonata jsonata) {
        jsonata.registerFunction("text", MappingFunctions::text);
        jsonata.registerFunction("cut", MappingFunctions::cut);
        jsonata.registerFunction("escape", MappingFunctions::escape);
    }

    /** {@code $text(value)}: the value as text; what is missing or null is the empty text, never "null". */
    static String text(@Nullable Object value) {
        if (value instanceof String text) {
            return text;
        }
        return value == null || Utils.convertNulls(value) == null ? "" : Functions.string(value, false);
    }

    /** {@code $cut(text, most)}: at most so many code points; what was longer ends in an ellipsis. */
    static String cut(@Nullable Object value, Number most) {
        String text = text(value);
        if (text.length() <= most.intValue() || text.codePointCount(0, text.length()) <= most.intValue()) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, most.intValue() - 1)) + ELLIPSIS;
    }

    /** {@code $escape(text, table)}: each character that is a key of the table becomes the table's text for it. */
    static String escape(@Nullable Object value, Map<String, String> table) {
        String text = text(value);
        if (table.keySet().stream().noneMatch(text::contains)) {
            return text;
        }
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            String character = text.substring(i, i + 1);
            escaped.append(table.getOrDefault(character, character));
        }
        return escaped.toString();
    }
}
