package dev.caravan.jsonata;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Text with its markup escaped. It is measured as it comes out, and cut between characters of what came in: half an escape would
 * be markup again, or rubbish.
 *
 * @param table what to write instead of a text, mostly a single character; of two that begin alike the longer stands first
 */
record Escaped(Map<String, String> table) {
    static final String ELLIPSIS = "…";

    /** Discord calls everybody even from within a word. */
    private static final Pattern MENTION = Pattern.compile("(?i)(?<![\\p{L}\\p{N}])@|@(?=everyone|here|all|channel)");

    private static final ObjectMapper JSON = new ObjectMapper();

    String whole(String text) {
        return within(text, Integer.MAX_VALUE, String::length);
    }

    String inCodePoints(String text, int most) {
        return within(text, most, piece -> piece.codePointCount(0, piece.length()));
    }

    String inBytes(String text, int most) {
        return within(text, most, Escaped::jsonBytes);
    }

    private String within(String text, int most, ToIntFunction<String> cost) {
        StringBuilder escaped = new StringBuilder(Math.min(text.length(), Math.max(0, most)) + 16);
        int room = most - cost.applyAsInt(ELLIPSIS);
        int end = 0;
        int taken = 0;
        for (int i = 0, next; i < text.length(); i = next) {
            String found = next(text, i);
            next = i + found.length();
            String piece = table.getOrDefault(found, visible(found));
            taken += cost.applyAsInt(piece);
            if (taken > most) {
                escaped.setLength(end);
                return room < 0 ? "" : escaped.append(ELLIPSIS).toString();
            }
            escaped.append(piece);
            end = taken <= room ? escaped.length() : end;
        }
        return escaped.toString();
    }

    /** What is to be replaced here, or else the character that stands here. */
    private String next(String text, int at) {
        for (String key : table.keySet()) {
            if (text.startsWith(key, at)) {
                return key;
            }
        }
        return text.substring(at, text.offsetByCodePoints(at, 1));
    }

    /** Control characters and those that turn the direction of writing hide in a chat, or hide what is behind them. */
    private static String visible(String found) {
        char first = found.charAt(0);
        boolean control = Character.isISOControl(first) && first != '\n' && first != '\r' && first != '\t';
        boolean turning = (first >= '\u202A' && first <= '\u202E') || (first >= '\u2066' && first <= '\u2069');
        return control || turning ? "\\u%04x".formatted((int) first) : found;
    }

    /** {@code $mute(text)}: with a space of no width behind each {@code @} that could call somebody, unlike one within a word. */
    static String mute(@Nullable Object value) {
        String text = MappingFunctions.text(value);
        return text.indexOf('@') < 0 ? text : MENTION.matcher(text).replaceAll("@\u200b");
    }

    /** {@code $bytes(value)}: how many bytes a value takes as the JSON that is sent. */
    static int bytes(@Nullable Object value) {
        try {
            return JSON.writeValueAsBytes(value).length;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not JSON", e);
        }
    }

    private static int jsonBytes(String piece) {
        int bytes = 0;
        for (int i = 0; i < piece.length(); i++) {
            bytes += jsonBytes(piece.charAt(i));
        }
        return bytes;
    }

    private static int jsonBytes(char character) {
        if (character == '"' || character == '\\' || "\b\f\n\r\t".indexOf(character) >= 0) {
            return 2;
        }
        if (character < ' ' || Character.isSurrogate(character)) {
            return 6; // Jackson writes both as \\u and four digits
        }
        return character < 0x80 ? 1 : character < 0x800 ? 2 : 3;
    }
}
