package dev.caravan.alert;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Several events as one that says how many they are and which. */
final class Digest {
    private static final String NAME = "digest";
    private static final int LONGEST_LINE = 150;

    private final List<Map<String, Object>> events;

    private Digest(List<Match> matches) {
        this.events = matches.stream().map(Match::event).toList();
    }

    /** A single one stays as it is. */
    static Match of(List<Match> matches) {
        if (matches.size() == 1) {
            return matches.get(0);
        }
        List<Optional<String>> alerts =
                matches.stream().map(Match::alert).distinct().toList();
        return new Match(alerts.size() == 1 ? alerts.get(0) : Optional.empty(), new Digest(matches).event());
    }

    private Map<String, Object> event() {
        Map<String, Object> last = events.get(events.size() - 1);
        Map<String, Object> event = new LinkedHashMap<>();
        put(event, "id", last.get("id"));
        event.put("source", common("source"));
        event.put("severity", errors() > 0 ? "error" : "info");
        event.put("reason", "Digest");
        put(event, "timestamp", last.get("timestamp"));
        event.put("message", title() + ":\n" + events.stream().map(Digest::line).collect(Collectors.joining("\n")));
        event.put("involvedObject", Map.of("kind", "Digest", "name", title()));
        event.put("metadata", metadata());
        event.put("reportingController", common("reportingController"));
        return event;
    }

    private static void put(Map<String, Object> event, String name, @Nullable Object value) {
        if (value != null) {
            event.put(name, value);
        }
    }

    private long errors() {
        return events.stream().filter(Digest::isError).count();
    }

    private static boolean isError(Map<String, Object> event) {
        return "error".equals(event.get("severity"));
    }

    private String title() {
        long errors = errors();
        return events.size() + " events" + (errors == 0 ? "" : ", " + errors + (errors == 1 ? " error" : " errors"));
    }

    private static String line(Map<String, Object> event) {
        String message = String.valueOf(event.getOrDefault("message", event.getOrDefault("reason", "an event")));
        String line = (isError(event) ? "error: " : "")
                + object(event)
                + message.strip().lines().findFirst().orElse("");
        return "- "
                + (line.codePointCount(0, line.length()) > LONGEST_LINE
                        ? line.substring(0, line.offsetByCodePoints(0, LONGEST_LINE - 1)) + "…"
                        : line);
    }

    /** An object of Kubernetes, which a message does not name; others do. */
    private static String object(Map<String, Object> event) {
        if (!(event.get("involvedObject") instanceof Map<?, ?> object) || object.get("apiVersion") == null) {
            return "";
        }
        String namespace = object.get("namespace") == null ? "" : object.get("namespace") + "/";
        return object.get("kind") + " " + namespace + object.get("name") + ": ";
    }

    /** What all have alike, else that it is a digest. */
    private Object common(String name) {
        List<Object> values = events.stream()
                .map(event -> event.getOrDefault(name, NAME))
                .distinct()
                .toList();
        return values.size() == 1 ? values.get(0) : NAME;
    }

    /** What holds for all of them, such as an alert's summary. */
    private Map<String, Object> metadata() {
        Map<String, Object> metadata = new LinkedHashMap<>(metadata(events.get(0)));
        events.forEach(event -> metadata.entrySet().retainAll(metadata(event).entrySet()));
        return metadata;
    }

    @SuppressWarnings("unchecked") // the journal gives events
    private static Map<String, Object> metadata(Map<String, Object> event) {
        return event.get("metadata") instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
    }
}
