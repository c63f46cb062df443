package dev.caravan.trace;

import java.net.URI;
import java.util.Map;

/**
 * Where traces go.
 *
 * @param endpoint takes OTLP over HTTP, {@code http://host:4318/v1/traces} as a rule
 * @param headers of its requests; may hold secrets
 * @param share of the traces that is kept, 0 to 1
 */
public record TraceSettings(URI endpoint, Map<String, String> headers, double share) {
    @Override
    public String toString() {
        return endpoint.getHost() + ", " + share;
    }
}
