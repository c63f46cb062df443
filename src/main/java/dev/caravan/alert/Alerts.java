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
            return Optional.of(match(Optional.empty(), event));
        }
        return alerts.stream()
                .filter(alert ->
                        alert.concerns(provider) && Refusal.of(alert, event).isEmpty())
                .findFirst()
                .map(alert -> match(Optional.of(alert), event));
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

    private static Match match(Optional<Alert> alert, Map<String, Object> event) {
        Map<String, Object> told = new LinkedHashMap<>(event);
        Map<String, Object> metadata = Metadata.combined(alert, event);
        if (metadata.isEmpty()) {
            told.remove("metadata");
        } else {
            told.put("metadata", metadata);
        }
        return new Match(alert.map(Alert::name), told);
    }
}
