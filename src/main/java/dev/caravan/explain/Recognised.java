package dev.caravan.explain;

import dev.caravan.explain.Explanation.Detection;
import dev.caravan.explain.Explanation.Nearest;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the inbound half makes of a payload, not masked.
 *
 * @param mapped what the source's mapping gave
 * @param events the same as the journal would get it
 */
record Recognised(
        @Nullable String source,
        String status,
        String why,
        @Nullable Object mapped,
        List<Map<String, Object>> events,
        List<Detection> detection,
        List<Nearest> nearest) {}
