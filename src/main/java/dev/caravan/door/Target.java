package dev.caravan.door;

import io.netty.handler.codec.http.QueryStringDecoder;
import org.jspecify.annotations.Nullable;

/**
 * What a path asks for.
 *
 * @param source the source it names, if any
 * @param token the token it carries, if any
 */
record Target(@Nullable String source, @Nullable String token) {
    private static final String BASE = "/webhook";
    private static final Target ANY = new Target(null, null);

    /** Reads {@code /webhook}, {@code /webhook/{source}} or {@code /webhook/{source}/{token}}; all else is a 404. */
    static Target of(String path) {
        if (path.length() == BASE.length()) {
            return ANY;
        }
        String[] segments = path.substring(BASE.length() + 1).split("/", 3);
        if (segments.length > 2) {
            throw Refused.NOT_FOUND.exception();
        }
        String token = segments.length == 2 ? segments[1] : null;
        if (segments[0].isEmpty()) {
            return empty(token);
        }
        return new Target(segments[0], token == null || token.isEmpty() ? null : decode(token));
    }

    private static Target empty(@Nullable String token) {
        if (token != null) {
            throw Refused.NOT_FOUND.exception();
        }
        return ANY;
    }

    private static String decode(String token) {
        try {
            // a plus is a plus in a path
            return QueryStringDecoder.decodeComponent(token.replace("+", "%2B"));
        } catch (IllegalArgumentException malformed) {
            throw Refused.NOT_FOUND.exception();
        }
    }
}
