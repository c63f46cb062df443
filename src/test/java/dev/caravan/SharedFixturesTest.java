package dev.caravan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The collection of real payloads that lies outside of the project; {@code -Dcaravan.fixtures} says where. */
final class SharedFixturesTest {
    static final Path FIXTURES = Path.of(System.getProperty("caravan.fixtures", "../shared/fixtures/inbound"));

    private static final Set<String> WITHOUT_EVENT = Set.of("", "handshake", "ping", "pulled", "unknown-inner");
    private static final Set<String> GIT_HOSTS =
            Set.of("github", "gitlab", "gitea", "gitee", "bitbucket-cloud", "bitbucket-server", "azure-devops");

    @TestFactory
    Stream<DynamicTest> aRealPayloadIsRecognisedAndGivesWhatTheIndexExpects() throws Exception {
        assumeTrue(Files.exists(FIXTURES.resolve("index.json")), "no shared fixtures here");
        List<DynamicTest> tests = new ArrayList<>();
        try (Mappings mappings = new Mappings()) {
            for (JsonNode entry : Samples.JSON.readTree(Samples.read(FIXTURES.resolve("index.json")))) {
                Object payload = payload(FIXTURES.resolve(entry.path("file").asText()));
                if (payload instanceof String) {
                    continue;
                }
                Mappings.Mapped mapped = mappings.detect(payload);
                tests.add(dynamicTest(entry.path("file").asText(), () -> check(entry, mapped)));
            }
        }
        return tests.stream();
    }

    /** Forms and signed raw requests carry the JSON after their head. */
    static Object payload(Path file) {
        String text = Samples.read(file).replace("\r\n", "\n");
        String body = file.toString().endsWith(".http") ? text.substring(text.indexOf("\n\n") + 2) : text;
        return body.stripLeading().matches("(?s)[{\\[].*") ? Samples.parse(body) : body;
    }

    private static void check(JsonNode entry, Mappings.Mapped mapped) {
        String format = entry.path("format").asText();
        if (!Samples.sources().contains(format) || entry.path("expected").isEmpty()) {
            assertThat(mapped.source()).as("no other source takes it").isEqualTo("none");
            return;
        }
        assertThat(mapped.format()).isEqualTo(format);
        if (MonitorFixture.covers(format)) {
            MonitorFixture.check(entry, mapped);
            return;
        }
        JsonNode expected = entry.at("/expected/0");
        List<JsonNode> events = events(mapped);
        if (isIgnored(expected)) {
            assertThat(events).isEmpty();
        } else if (format.equals("flux")) {
            checkFlux(expected, events.get(0));
        } else {
            checkEvents(expected, GIT_HOSTS.contains(format) ? events.subList(0, 1) : events);
            if (GIT_HOSTS.contains(format)) {
                checkCommit(expected, events.get(0).path("metadata"));
            }
        }
    }

    private static void checkEvents(JsonNode expected, List<JsonNode> events) {
        for (String field : List.of("registry", "repository", "tag", "digest")) {
            assertThat(told(events, field))
                    .as(field)
                    .isEqualTo(expected.path(field).asText());
        }
        checkTime(expected.path("timestamp").asText(), events.get(0));
    }

    /** A deletion names no commit, and what the sender shortened may be told whole. */
    private static void checkCommit(JsonNode expected, JsonNode metadata) {
        String raw = expected.path("commit").asText().replaceFirst("^0+$", "");
        String commit = metadata.path("commit").asText();
        assertThat(commit).as("commit").startsWith(raw);
        assertThat(commit.isEmpty()).as("commit").isEqualTo(raw.isEmpty());
        String revision = metadata.path("revision").asText();
        assertThat(revision).as("revision").matches(commit.isEmpty() ? "" : ".+@sha1:" + commit);
        for (String field : List.of("actor", "url")) {
            assertThat(metadata.path(field).asText())
                    .as(field)
                    .isEqualTo(expected.path(field).asText());
        }
    }

    static List<JsonNode> events(Mappings.Mapped mapped) {
        JsonNode events = Samples.JSON.valueToTree(mapped.event());
        return events.isArray() ? events.valueStream().toList() : events.isNull() ? List.of() : List.of(events);
    }

    private static boolean isIgnored(JsonNode expected) {
        return WITHOUT_EVENT.contains(expected.path("kind").asText())
                || expected.path("action").asText().contains("build_start");
    }

    /** The index has one entry where we may have an event for each tag. */
    private static String told(List<JsonNode> events, String field) {
        return events.stream()
                .map(event -> event.path("metadata").path(field).asText())
                .distinct()
                .collect(Collectors.joining(","));
    }

    /** Seconds are told as a date-time; a time of no zone stands only in the sentence. */
    private static void checkTime(String sent, JsonNode event) {
        String time = sent.matches("\\d+")
                ? Instant.ofEpochSecond(Long.parseLong(sent)).toString()
                : sent;
        assertThat(event.path("timestamp").asText()).isEqualTo(isZoned(time) ? time : "");
        if (!isZoned(time)) {
            assertThat(event.path("message").asText()).contains(time);
        }
    }

    private static boolean isZoned(String time) {
        return time.contains("T") || time.matches(".* [+-]\\d{4}");
    }

    private static void checkFlux(JsonNode expected, JsonNode event) {
        JsonNode object = event.path("involvedObject");
        assertThat(object.path("kind").asText() + "/" + object.path("namespace").asText() + "/"
                        + object.path("name").asText())
                .isEqualTo(expected.path("repository").asText());
        assertThat(event.path("severity").asText() + ":" + event.path("reason").asText())
                .isEqualTo(expected.path("action").asText());
        assertThat(event.path("timestamp").asText())
                .isEqualTo(expected.path("timestamp").asText());
        assertThat(event.path("reportingController").asText())
                .isEqualTo(expected.path("actor").asText());
        assertThat(Mutants.texts(Samples.JSON.convertValue(event.path("metadata"), Object.class)))
                .contains(expected.path("revision").asText());
    }
}
