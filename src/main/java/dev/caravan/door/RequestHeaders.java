package dev.caravan.door;

import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The header fields that a source may look at, and the attributes of a CloudEvent; nothing else of a request's head comes in. */
public final class RequestHeaders {
    /** How the fields begin that hold a CloudEvent's attributes. */
    private static final String ATTRIBUTE = "ce-";

    private static final Set<String> NAMES = Set.of(
            "gotk-component",
            "idempotency-key",
            "traceparent",
            "user-agent",
            "webhook-id",
            "x-amz-sns-message-type",
            "x-event-key",
            "x-gitea-delivery",
            "x-gitea-event",
            "x-gitee-event",
            "x-github-delivery",
            "x-github-event",
            "x-gitlab-event",
            "x-gitlab-event-uuid",
            "x-gitlab-webhook-uuid",
            "x-goog-resource-state",
            "x-harbor-event-id",
            "x-hook-uuid",
            "x-nexus-webhook-delivery",
            "x-nexus-webhook-id",
            "x-request-id",
            "x-request-uuid");

    private RequestHeaders() {}

    /** What of a request's header fields becomes the variable {@code request}: names in lower case, the first of a repeated one. */
    public static Map<String, String> of(Iterable<Map.Entry<String, String>> headers) {
        Map<String, String> request = new LinkedHashMap<>();
        headers.forEach(header -> {
            String name = header.getKey().toLowerCase(Locale.ROOT);
            if (name.startsWith(ATTRIBUTE)) {
                request.putIfAbsent(name, decoded(header.getValue()));
            } else if (NAMES.contains(name)) {
                request.putIfAbsent(name, header.getValue());
            }
        });
        return Map.copyOf(request);
    }

    /** What is no printable ASCII is percent-encoded in a CloudEvent's attributes. */
    private static String decoded(String value) {
        if (value.indexOf('%') < 0) {
            return value;
        }
        try {
            return QueryStringDecoder.decodeComponent(value.replace("+", "%2B"));
        } catch (IllegalArgumentException malformed) {
            return value;
        }
    }
}
