package dev.caravan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.jayway.jsonpath.Configuration;
import com.jayway.jsonpath.JsonPath;
import com.jayway.jsonpath.Option;
import dev.caravan.draft.DraftException;
import dev.caravan.draft.RouteFolder;
import dev.caravan.draft.SourceDraft;
import dev.caravan.jsonata.Documents;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Drafts of sources: each sample there is, as if its own source did not exist. */
final class SourceDraftTest {
    private static final String TABLE = """
            # what is understood
            - route:
                id: detect
                from:
                  uri: direct:detect
                  steps:
                    - choice:
                        when:
                          # the first
                          - expression: {jsonpath: {expression: "$[?(@.a)]"}}
                            steps:
                              - to: {uri: "direct:a"}   # here

                          # takes what is left
                          - expression: {jsonpath: {expression: "$[?(@.b && !(@.a))]"}}
                            steps:
                              - to: {uri: "direct:b"}
                        otherwise:
                          steps:
                            - to: {uri: "direct:unrecognised"}
            """;

    @TempDir
    private Path routes;

    @BeforeEach
    void table() throws Exception {
        Files.writeString(routes.resolve("20-detect.camel.yaml"), TABLE);
        Files.createDirectories(routes.resolve("sources"));
    }

    static List<String> sources() {
        return List.copyOf(Samples.sources());
    }

    @ParameterizedTest
    @MethodSource("sources")
    void aDraftHoldsForItsPayloadAndForNoSampleOfOthers(String source) throws Exception {
        List<Samples.Payload> others = Samples.payloads().stream()
                .filter(sample -> !sample.source().equals(source))
                .toList();
        for (Samples.Payload other : others) {
            Path copy = routes.resolve("sources/x/samples")
                    .resolve(other.source() + "-" + other.file().getFileName());
            Files.createDirectories(copy.getParent());
            Files.copy(other.file(), copy);
        }
        for (Samples.Payload sample : Samples.payloads()) {
            if (sample.source().equals(source)) {
                String predicate = predicate(draft(sample.body()));
                assertThat(matches(predicate, sample.body())).as(predicate).isTrue();
                assertThat(others.stream().filter(other -> matches(predicate, other.body())))
                        .as(sample.file() + " " + predicate)
                        .isEmpty();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("sources")
    void aDraftMapsWithAnyMemberMissing(String source) throws Exception {
        for (Samples.Payload sample : Samples.payloads()) {
            if (sample.source().equals(source)) {
                Function<Object, Object> mapping =
                        Documents.function("draft", draft(sample.body()).mapping());
                assertThat(Samples.json(mapping.apply(sample.body()))).contains("\"message\":\"Acme ci");
                assertThat(Mutants.of(sample.body()).stream()
                                .flatMap(mutant -> Mutants.holes(mapping.apply(mutant.document())).stream())
                                .filter(hole -> !Mutants.holes(sample.body()).contains(hole)))
                        .as(sample.file().toString())
                        .isEmpty();
            }
        }
    }

    @Test
    void membersAreGuessedByWhatTheyAreCalled() throws Exception {
        SourceDraft draft = draft(Samples.parse("""
                {"eventType": "build.failed", "id": "7", "organisation": "acme",
                 "pipeline": {"id": "9", "slug": "web"},
                 "build": {"state": "FAILED", "number": 27, "web_url": "https://ci.example.com/27",
                           "created-at": "2026-11-20T10:05:00Z", "message": "Raise \\"replicas\\""},
                 "sender": {"id": "u", "name": "Ada"}}"""));

        assertThat(predicate(draft)).isEqualTo("$[?(@.eventType && @.organisation && @.pipeline)]");
        assertThat(draft.files()).containsKey(Path.of("sources/acme-ci/samples/build-failed.json"));
        assertThat(Samples.parse(draft.event()))
                .isEqualTo(Map.of(
                        "source", "acme-ci",
                        "severity", "error",
                        "reason", "BuildFailed",
                        "timestamp", "2026-11-20T10:05:00Z",
                        "message", "Acme ci build.failed, web: Raise \"replicas\"",
                        "involvedObject", Map.of("kind", "Pipeline", "name", "web"),
                        "metadata", Map.of("actor", "Ada", "url", "https://ci.example.com/27"),
                        "reportingController", "acme-ci"));
    }

    @Test
    void aListInThePayloadIsAnEventForEach() throws Exception {
        SourceDraft draft = draft(Samples.parse("""
                {"sentAt": 1792000000000, "product": "acme",
                 "events": [{"type": "up", "host": "a"}, {"type": "down", "host": "b"}]}"""));

        assertThat(draft.mapping()).startsWith("/*").contains("[events.(\n", ")]\n");
        assertThat(Samples.json(Samples.parse(draft.event())))
                .contains("\"name\":\"a\"", "\"name\":\"b\"", "\"timestamp\":\"2026-10-14T");
    }

    @Test
    void whatAnotherSampleHasTooIsToldApartByAWordOrByWhatIsMissing() throws Exception {
        Path samples = Files.createDirectories(routes.resolve("sources/x/samples"));
        Files.writeString(samples.resolve("a.json"), "{\"type\":\"a\",\"text\":\"t\"}");

        assertThat(predicate(draft(Map.of("type", "b", "text", "t")))).contains("@.type == 'b'");

        Files.writeString(samples.resolve("a.json"), "{\"status\":\"a\",\"text\":\"t\",\"more\":1}");
        assertThat(predicate(draft(Map.of("status", "b", "text", "t")))).contains("!(@.more)");

        Files.writeString(samples.resolve("a.json"), "{\"status\":\"a\",\"text\":\"t\"}");
        assertThatThrownBy(() -> draft(Map.of("status", "b", "text", "t")))
                .isInstanceOf(DraftException.class)
                .hasMessageStartingWith("The payload has no member that would tell it from the samples");
    }

    @Test
    void identifiersAndNamesThatAreDataDoNotRecognise() throws Exception {
        assertThat(predicate(draft(Samples.parse("""
                        {"id": "1", "eventId": "2", "2026-11-20": {"x": 1}, "run_uuid": "4", "error": "x",
                         "product": "p", "site": "s", "detail-kind": "k"}""")))).isEqualTo("$[?(@.product && @.site && @['detail-kind'])]");
    }

    @Test
    void aRowComesBeforeThoseThatTakeWhatIsLeftAndNothingElseIsTouched() throws Exception {
        SourceDraft draft = draft(Map.of("product", "p"));
        String row = draft.row().indent(14);

        assertThat(draft.table()).isEqualTo(TABLE.replace("              # takes", row + "              # takes"));
        assertThat(draft.table().lines().toList().get(draft.line() - 1)).isEqualTo("              - expression:");
    }

    @Test
    void linesKeepTheirEnds() throws Exception {
        Files.writeString(routes.resolve("20-detect.camel.yaml"), TABLE.replace("\n", "\r\n"));

        assertThat(draft(Map.of("product", "p")).table().replace("\r\n", "")).doesNotContain("\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "- route: {id: detect}", "a: [", "when: []"})
    void aTableThatTakesNoRowIsRefused(String table) throws Exception {
        Files.writeString(routes.resolve("20-detect.camel.yaml"), table);

        assertThatThrownBy(() -> draft(Map.of("product", "p")))
                .isInstanceOf(DraftException.class)
                .hasMessageContaining("20-detect.camel.yaml");
    }

    private SourceDraft draft(Object body) throws Exception {
        return SourceDraft.of("acme-ci", body, new RouteFolder(routes));
    }

    private static String predicate(SourceDraft draft) throws Exception {
        JsonNode row = new YAMLMapper().readTree(draft.row());
        return row.at("/0/expression/jsonpath/expression").asText();
    }

    private static boolean matches(String predicate, Object body) {
        Configuration quiet = Configuration.defaultConfiguration().addOptions(Option.SUPPRESS_EXCEPTIONS);
        return !JsonPath.using(quiet).parse(body).read(predicate, List.class).isEmpty();
    }
}
