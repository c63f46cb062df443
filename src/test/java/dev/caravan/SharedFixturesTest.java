package dev.caravan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The collection of real payloads that lies outside of the project; {@code -Dcaravan.fixtures} says where. */
final class SharedFixturesTest {
    private static final Path FIXTURES = Path.of(System.getProperty("caravan.fixtures", "../shared/fixtures/inbound"));

    private static final Set<String> WITHOUT_EVENT = Set.of("handshake", "ping", "unknown-inner");

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
    private static Object payload(Path file) {
        String text = Samples.read(file).replace("\r\n", "\n");
        String body = file.toString().endsWith(".http") ? text.substring(text.indexOf("\n\n") + 2) : text;
        return body.stripLeading().matches("(?s)[{\\[].*") ? Samples.parse(body) : body;
    }

    private static void check(JsonNode entry, Mappings.Mapped mapped) {
        String format = entry.path("format").asText();
        if (!Samples.sources().contains(format)) {
            assertThat(mapped.source()).as("no other source takes it").isEqualTo("none");
            return;
        }
        assertThat(mapped.format()).isEqualTo(format);
        JsonNode expected = entry.at("/expected/0");
        JsonNode event = Samples.JSON.valueToTree(mapped.event());
        if (expected.isMissingNode()
                || WITHOUT_EVENT.contains(expected.path("kind").asText())) {
            assertThat(mapped.event()).isNull();
        } else if (format.equals("flux")) {
            checkFlux(expected, event);
        } else {
            for (String field : List.of("registry", "repository", "tag", "digest")) {
                assertThat(event.path("metadata").path(field).asText())
                        .as(field)
                        .isEqualTo(expected.path(field).asText());
            }
            assertThat(event.path("timestamp").asText())
                    .isEqualTo(expected.path("timestamp").asText());
        }
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
