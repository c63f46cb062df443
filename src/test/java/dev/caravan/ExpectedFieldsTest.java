package dev.caravan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * How much of what real payloads say about registry, repository, tag, digest, commit, revision, time, actor and address is found in
 * their events, noise included, value for value.
 */
final class ExpectedFieldsTest {
    private static final double SHARE = 0.99;
    private static final Set<String> WITHOUT_EVENT = Set.of("", "handshake", "ping", "unknown-inner");
    private static final List<String> FIELDS =
            List.of("registry", "repository", "tag", "digest", "commit", "revision", "timestamp", "actor", "url");

    private final List<String> found = new ArrayList<>();
    private final List<String> missed = new ArrayList<>();

    @Test
    void anEventHoldsWhatItsPayloadSays() throws Exception {
        assumeTrue(Files.exists(SharedFixturesTest.FIXTURES.resolve("index.json")), "no shared fixtures here");
        try (Mappings mappings = new Mappings(true)) {
            for (JsonNode entry :
                    Samples.JSON.readTree(Samples.read(SharedFixturesTest.FIXTURES.resolve("index.json")))) {
                Object payload = SharedFixturesTest.payload(
                        SharedFixturesTest.FIXTURES.resolve(entry.path("file").asText()));
                if (!(payload instanceof String)) {
                    compare(entry, SharedFixturesTest.events(mappings.detect(payload)));
                }
            }
        }
        double share = (double) found.size() / (found.size() + missed.size());
        assertThat(found).hasSizeGreaterThan(350);
        assertThat(share).as("of all values are found; missed are %s", missed).isGreaterThanOrEqualTo(SHARE);
    }

    private void compare(JsonNode entry, List<JsonNode> events) {
        for (int at = 0; at < entry.path("expected").size(); at++) {
            JsonNode expected = entry.path("expected").get(at);
            if (!WITHOUT_EVENT.contains(expected.path("kind").asText())) {
                JsonNode event = at < events.size() ? events.get(at) : Samples.JSON.createObjectNode();
                for (String field : FIELDS) {
                    compare(entry.path("file").asText() + " " + field, field, expected.path(field), event);
                }
            }
        }
    }

    private void compare(String what, String field, JsonNode expected, JsonNode event) {
        String value = expected.asText("").replaceFirst("^0+$", ""); // a deletion's commit is none
        if (value.isEmpty()) {
            return;
        }
        boolean holds = field.equals("timestamp")
                ? holdsTime(value, event)
                : places(field, event).anyMatch(place -> isTold(field, value, place));
        (holds ? found : missed).add(what + " " + value);
    }

    /** What the sender shortened may be told whole. */
    private static boolean isTold(String field, String value, String place) {
        return place.equals(value) || (field.equals("commit") && place.startsWith(value));
    }

    /** Monitors and pipelines have an object instead of a repository, and their metadata names the rest as they do. */
    private static Stream<String> places(String field, JsonNode event) {
        JsonNode object = event.path("involvedObject");
        String name = object.path("name").asText();
        String path = object.path("namespace").asText() + "/" + name;
        JsonNode metadata = event.path("metadata");
        return switch (field) {
            case "repository" ->
                Stream.of(
                        metadata.path(field).asText(),
                        name,
                        path,
                        object.path("kind").asText() + "/" + path);
            case "actor" ->
                Stream.of(
                        metadata.path("actor").asText(),
                        metadata.path("receiver").asText(),
                        event.path("reportingController").asText());
            case "revision", "url" -> metadata.valueStream().map(JsonNode::asText);
            default -> Stream.of(metadata.path(field).asText());
        };
    }

    /** As it was sent, or the same moment where seconds were sent; a time of no zone stands in the sentence. */
    private static boolean holdsTime(String value, JsonNode event) {
        String time = event.path("timestamp").asText();
        if (!value.matches("\\d+")) {
            return time.equals(value) || event.path("message").asText().contains(value);
        }
        long number = Long.parseLong(value);
        Instant moment = value.length() > 11 ? Instant.ofEpochMilli(number) : Instant.ofEpochSecond(number);
        return time.equals(moment.toString());
    }
}
