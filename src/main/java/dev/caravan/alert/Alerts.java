package dev.caravan.alert;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/**
 * All alerts, in the order of their names.
 *
 * <p>Without any alert every event goes to every provider. When several alerts match for one provider, the first by
 * name tells it: one message per provider and event. A suspended alert is still an alert: where all are suspended,
 * nothing is told.
 */
public record Alerts(List<Alert> alerts) {
    public Alerts {
        alerts = alerts.stream().sorted(Comparator.comparing(Alert::name)).toList();
    }

    /** The event as this provider is to be told it; empty when no alert lets it through. */
    public Optional<Match> match(String provider, Map<String, Object> event) {
        if (alerts.isEmpty()) {
            return Optional.of(new Match(Optional.empty(), event));
        }
        return alerts.stream()
                .filter(alert ->
                        alert.concerns(provider) && Refusal.of(alert, event).isEmpty())
                .findFirst()
                .map(alert -> new Match(Optional.of(alert.name()), merged(alert, event)));
    }

    /** For each alert whether it lets the event through to this provider, and why. */
    public List<Explanation> explain(String provider, Map<String, Object> event) {
        if (alerts.isEmpty()) {
            return List.of(new Explanation(provider, "", true, "no alert is configured, every event goes everywhere"));
        }
        return alerts.stream().map(alert -> explain(alert, provider, event)).toList();
    }

    /** How many searches of a regular expression were given up since the start. */
    public long exhausted() {
        return alerts.stream()
                .flatMap(alert -> Stream.concat(alert.include().stream(), alert.exclude().stream()))
                .map(MessagePattern::exhausted)
                .mapToLong(LongAdder::sum)
                .sum();
    }

    private static Explanation explain(Alert alert, String provider, Map<String, Object> event) {
        Optional<String> refusal = alert.concerns(provider)
                ? Refusal.of(alert, event)
                : Optional.of("the alert is for " + String.join(", ", alert.providers()) + ", not for " + provider);
        return new Explanation(
                provider, alert.name(), refusal.isEmpty(), refusal.orElse("the event matches all that the alert asks"));
    }

    /** As Flux ranks them: the alert's metadata, then its summary, and the event's own word is the strongest. */
    private static Map<String, Object> merged(Alert alert, Map<String, Object> event) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        if (event.get("metadata") instanceof Map<?, ?> own) {
            own.forEach((key, value) -> metadata.put(String.valueOf(key), value));
        }
        alert.summary().ifPresent(summary -> metadata.putIfAbsent("summary", summary));
        alert.metadata().forEach(metadata::putIfAbsent);
        if (metadata.isEmpty()) {
            return event;
        }
        Map<String, Object> merged = new LinkedHashMap<>(event);
        merged.put("metadata", metadata);
        return merged;
    }
}
