package dev.caravan.alert;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Why an alert does not want an event, as a sentence for people; nothing when it wants it. */
final class Refusal {
    private Refusal() {}

    static Optional<String> of(Alert alert, Map<String, Object> event) {
        if (alert.suspend()) {
            return Optional.of("the alert is suspended");
        }
        return source(alert, event)
                .or(() -> severity(alert, event))
                .or(() -> object(alert, event))
                .or(() -> include(alert, event))
                .or(() -> exclude(alert, event));
    }

    private static Optional<String> source(Alert alert, Map<String, Object> event) {
        String source = text(event.get("source"));
        return alert.sources().isEmpty() || alert.sources().contains(source)
                ? Optional.empty()
                : Optional.of("the source is " + source + ", the alert wants " + String.join(", ", alert.sources()));
    }

    private static Optional<String> severity(Alert alert, Map<String, Object> event) {
        String severity = text(event.get("severity"));
        return alert.severity() == Severity.INFO || severity.equals("error")
                ? Optional.empty()
                : Optional.of("severity is " + severity + ", the alert wants error");
    }

    private static Optional<String> object(Alert alert, Map<String, Object> event) {
        Map<?, ?> object = event.get("involvedObject") instanceof Map<?, ?> map ? map : Map.of();
        List<ObjectPattern> wanted = alert.objects();
        return wanted.isEmpty() || wanted.stream().anyMatch(pattern -> pattern.matches(object))
                ? Optional.empty()
                : Optional.of("object " + ObjectPattern.describe(object) + " does not match "
                        + String.join(
                                ", ", wanted.stream().map(ObjectPattern::text).toList()));
    }

    private static Optional<String> include(Alert alert, Map<String, Object> event) {
        String message = text(event.get("message"));
        return alert.include().isEmpty() || alert.include().stream().anyMatch(pattern -> pattern.find(message))
                ? Optional.empty()
                : Optional.of("message does not match "
                        + String.join(
                                ", ",
                                alert.include().stream().map(Refusal::describe).toList()));
    }

    private static Optional<String> exclude(Alert alert, Map<String, Object> event) {
        String message = text(event.get("message"));
        return alert.exclude().stream()
                .filter(pattern -> pattern.find(message))
                .findFirst()
                .map(pattern -> "message matches " + describe(pattern));
    }

    private static String describe(MessagePattern pattern) {
        return pattern.key() + " " + pattern.regex().pattern();
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }
}
