package dev.caravan.door;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.vertx.core.MultiMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What senders may call the JSON they send. Any page of the web can have a browser post the types that are not JSON, so they are
 * taken only where the path names a source that uses them, or a header field is there that no browser sends unasked.
 *
 * @param dialects by source
 */
record MediaTypes(Map<String, Dialect> dialects) {
    private static final String PLAIN_JSON = "application/json";
    private static final String FORM = "application/x-www-form-urlencoded";

    /** Where in a body the JSON is. */
    enum Place {
        BODY,
        FIELD_OF_A_FORM
    }

    /** Where the JSON is of a request whose path names this source; null when it is not to be taken. */
    @Nullable
    Place of(MultiMap headers, @Nullable String named) {
        String given = headers.get(HttpHeaderNames.CONTENT_TYPE);
        if (given == null) {
            return null;
        }
        if (given.equals(PLAIN_JSON)) {
            return Place.BODY;
        }
        String[] parts = given.toLowerCase(Locale.ROOT).split(";", -1);
        String type = parts[0].strip();
        boolean taken = (isJson(type) || isOfADialect(type, headers, named))
                && Stream.of(parts).skip(1).map(String::strip).allMatch(MediaTypes::isUtf8OrNoCharset);
        if (!taken) {
            return null;
        }
        return type.equals(FORM) ? Place.FIELD_OF_A_FORM : Place.BODY;
    }

    private static boolean isJson(String type) {
        return type.equals(PLAIN_JSON) || (type.startsWith("application/") && type.endsWith("+json"));
    }

    private boolean isOfADialect(String type, MultiMap headers, @Nullable String named) {
        for (Map.Entry<String, Dialect> source : dialects.entrySet()) {
            Dialect dialect = source.getValue();
            if (dialect.mediaTypes().contains(type)
                    && (source.getKey().equals(named)
                            || dialect.fields().stream().anyMatch(headers::contains))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isUtf8OrNoCharset(String parameter) {
        if (!parameter.startsWith("charset")) {
            return true;
        }
        String charset = parameter.substring("charset".length()).strip().replace("\"", "");
        return charset.equals("=utf-8") || charset.equals("=utf8");
    }
}
