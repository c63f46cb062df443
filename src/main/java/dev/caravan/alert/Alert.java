package dev.caravan.alert;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A rule: which events go to which providers.
 *
 * @param providers names; empty means all
 * @param sources formats; empty means all
 * @param objects patterns of which one must match; empty means all
 * @param include patterns of which one must be found in the message; empty means all
 * @param exclude patterns of which none may be found in the message
 * @param summary told as the event's metadata {@code summary}
 * @param metadata added to the event's own
 */
public record Alert(
        String name,
        Set<String> providers,
        Set<String> sources,
        List<ObjectPattern> objects,
        Severity severity,
        List<MessagePattern> include,
        List<MessagePattern> exclude,
        Optional<String> summary,
        Map<String, String> metadata,
        boolean suspend) {
    /** All that these providers can be told. */
    public static Alert everything(Set<String> providers) {
        return new Alert(
                "default",
                providers,
                Set.of(),
                List.of(),
                Severity.INFO,
                List.of(),
                List.of(),
                Optional.empty(),
                Map.of(),
                false);
    }

    boolean concerns(String provider) {
        return providers.isEmpty() || providers.contains(provider);
    }
}
