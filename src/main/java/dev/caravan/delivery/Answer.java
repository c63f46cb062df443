package dev.caravan.delivery;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a provider answered.
 *
 * @param status the HTTP status
 * @param headers one line per field, {@code name: value}, the name in lower case
 * @param body the answer's text, cut to {@link #KEPT} characters
 */
record Answer(int status, String headers, String body) {
    static final int KEPT = 4096;

    Answer {
        body = body.length() > KEPT ? body.substring(0, KEPT) : body;
    }

    static Answer of(int status, Map<String, ?> headers, @Nullable String body) {
        String lines = headers.entrySet().stream()
                .filter(header -> !header.getKey().startsWith("Camel"))
                .map(header -> header.getKey().toLowerCase(Locale.ROOT) + ": " + header.getValue() + "\n")
                .sorted()
                .collect(Collectors.joining());
        return new Answer(status, lines, body == null ? "" : body);
    }

    /** All that a rule may look at: the fields, an empty line, the body. */
    String text() {
        return headers + "\n" + body;
    }

    /** The field {@code Retry-After} as the provider wrote it. */
    @Nullable
    String retryAfter() {
        return field("retry-after");
    }

    /** A field by its name in lower case, as the provider wrote it. */
    @Nullable
    String field(String name) {
        return headers.lines()
                .filter(line -> line.startsWith(name + ": "))
                .map(line -> line.substring(name.length() + 2))
                .findFirst()
                .orElse(null);
    }
}
