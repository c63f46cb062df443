package dev.caravan.delivery;

import java.util.Map;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.jspecify.annotations.Nullable;

/** The answer inside camel-http's exception. */
final class HttpAnswers {
    private HttpAnswers() {}

    static Answer of(HttpOperationFailedException failure) {
        String body = failure.getResponseBody() == null ? "" : failure.getResponseBody();
        return new Answer(failure.getStatusCode(), header(failure.getResponseHeaders(), "Retry-After"), body);
    }

    // the map keeps names as the server wrote them
    private static @Nullable String header(@Nullable Map<String, String> headers, String name) {
        if (headers == null) {
            return null;
        }
        return headers.entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }
}
