package dev.caravan.door;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.vertx.core.MultiMap;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a sender may call the JSON it sends. Any page of the web can have a browser post the types that are not JSON, so they
 * are taken only where the path names a source that uses them, or a header field is there that no browser sends unasked.
 */
enum MediaType {
    JSON,
    /** Of Amazon SNS. */
    TEXT,
    /** Of Google Pub/Sub that sends what was published without its wrapper. */
    BYTES,
    /** Of Git hosts whose webhook was set up so. */
    FORM;

    private static final String PLAIN_JSON = "application/json";
    private static final Set<String> FORM_SOURCES = Set.of("gitea", "github");
    private static final Set<String> FORM_FIELDS = Set.of("x-gitea-event", "x-github-event", "x-gogs-event");

    /** The type of a request whose path names this source; null when it is not to be taken. */
    static @Nullable MediaType of(MultiMap headers, @Nullable String named) {
        String given = headers.get(HttpHeaderNames.CONTENT_TYPE);
        if (given == null) {
            return null;
        }
        if (given.equals(PLAIN_JSON)) {
            return JSON;
        }
        String[] parts = given.toLowerCase(Locale.ROOT).split(";", -1);
        MediaType type = of(parts[0].strip());
        boolean taken = type != null
                && type.comesFrom(headers, named)
                && Stream.of(parts).skip(1).map(String::strip).allMatch(MediaType::isUtf8OrNoCharset);
        return taken ? type : null;
    }

    private static @Nullable MediaType of(String name) {
        return switch (name) {
            case PLAIN_JSON -> JSON;
            case "text/plain" -> TEXT;
            case "application/octet-stream" -> BYTES;
            case "application/x-www-form-urlencoded" -> FORM;
            default -> name.startsWith("application/") && name.endsWith("+json") ? JSON : null;
        };
    }

    private boolean comesFrom(MultiMap headers, @Nullable String named) {
        return switch (this) {
            case JSON -> true;
            case TEXT -> "aws-sns".equals(named) || headers.contains("x-amz-sns-message-type");
            case BYTES -> "google-artifact-registry".equals(named);
            case FORM ->
                FORM_SOURCES.contains(String.valueOf(named))
                        || FORM_FIELDS.stream().anyMatch(headers::contains);
        };
    }

    private static boolean isUtf8OrNoCharset(String parameter) {
        if (!parameter.startsWith("charset")) {
            return true;
        }
        String charset = parameter.substring("charset".length()).strip().replace("\"", "");
        return charset.equals("=utf-8") || charset.equals("=utf8");
    }
}
