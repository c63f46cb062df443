package dev.caravan.configuration;

import dev.caravan.provider.Secret;
import dev.caravan.trace.TraceSettings;
import java.util.Map;
import java.util.Optional;

/** Reads where traces go; nowhere without an endpoint. */
record TracingReader(Settings settings) {
    Optional<TraceSettings> read() {
        Map<String, String> headers =
                settings.find(Keys.TRACING_HEADERS).map(this::headers).orElse(Map.of());
        double share = settings.get(Keys.TRACING_SHARE);
        return settings.find(Keys.TRACING_ENDPOINT).map(endpoint -> new TraceSettings(endpoint, headers, share));
    }

    private Map<String, String> headers(Secret given) {
        Optional<Map<String, String>> headers = Headers.read(given.text());
        if (headers.isEmpty()) {
            settings.problems()
                    .add(
                            settings.where(Keys.TRACING_HEADERS),
                            Keys.TRACING_HEADERS.pattern(),
                            "is not a YAML map of header names and values of one line each",
                            "write Name: value, or {Name: value, Other: value}");
        }
        return headers.orElse(Map.of());
    }
}
