package dev.caravan.door;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * A refusal as RFC 9457 describes it.
 *
 * @param status HTTP status
 * @param code stable name of the refusal, lower case with hyphens
 * @param title the code in words
 * @param detail what happened and what to do; never a part of the payload
 * @param headers header fields the status demands, such as {@code Allow} or {@code Retry-After}
 */
public record Problem(int status, String code, String title, String detail, Map<String, String> headers) {

    public Problem {
        headers = Collections.unmodifiableMap(new TreeMap<>(headers));
    }

    /** A refusal without header fields. */
    public static Problem of(int status, String code, String title, String detail) {
        return new Problem(status, code, title, detail, Map.of());
    }

    /** The same with one header field more. */
    public Problem with(String name, String value) {
        Map<String, String> more = new TreeMap<>(headers);
        more.put(name, value);
        return new Problem(status, code, title, detail, more);
    }

    /** The exception that carries this refusal to the route's error handling. */
    public ProblemException exception() {
        return new ProblemException(this);
    }
}
