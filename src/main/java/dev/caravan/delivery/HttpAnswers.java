package dev.caravan.delivery;

import java.util.Map;
import org.apache.camel.http.base.HttpOperationFailedException;

/** The answer inside camel-http's exception. */
final class HttpAnswers {
    private HttpAnswers() {}

    static Answer of(HttpOperationFailedException failure) {
        Map<String, String> headers = failure.getResponseHeaders();
        return Answer.of(failure.getStatusCode(), headers == null ? Map.of() : headers, failure.getResponseBody());
    }
}
