package dev.caravan.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.StartTrial;
import dev.caravan.configuration.ClusterObject;
import dev.caravan.configuration.Surroundings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckTest {
    @TempDir
    private Path directory;

    private Workplace workplace = Workplace.withProjectRoutes(Path.of(""));

    @BeforeEach
    void copy() {
        workplace = Workplace.withCopiedRoutes(directory);
    }

    @Test
    void theProjectItselfHasNoFinding() {
        assertThat(check()).isEmpty();
    }

    @Test
    void brokenYamlIsToldWithLineAndColumn() {
        workplace.replace("routes/30-record.camel.yaml", "    id: record", "    id: [record");

        assertThat(check())
                .anyMatch(finding -> finding.matches("routes/30-record.camel.yaml:\\d+:\\d+: is not valid YAML, .*"));
    }

    @Test
    void anUnknownStepIsToldWithLineAndColumn() {
        workplace.replace("routes/30-record.camel.yaml", "- filter:", "- filtre:");

        assertThat(check())
                .singleElement()
                .asString()
                .matches("routes/30-record.camel.yaml:\\d+:\\d+: is no route, .*filtre.*");
    }

    @Test
    void aCallThatNobodyTakesIsToldWithItsLine() {
        workplace.replace("routes/10-receive.camel.yaml", "direct:record", "direct:recrod");

        assertThat(check())
                .containsExactly(
                        "routes/10-receive.camel.yaml:30:18: direct:recrod is called, but no route starts from it");
    }

    @Test
    void aMalformedJsonPathIsToldWithItsLine() {
        workplace.replace("routes/20-detect.camel.yaml", "&& @.reportingController)]", "&& @.reportingController");

        assertThat(check())
                .singleElement()
                .asString()
                .matches("routes/20-detect.camel.yaml:\\d+:\\d+: the JSONPath is not valid, .*");
    }

    @Test
    void aBrokenMappingIsToldWithItsLine() {
        workplace.replace("routes/sources/acr/event.jsonata", "  action != \"ping\" ? {", "  action != \"ping\" ? {{");

        assertThat(check())
                .singleElement()
                .asString()
                .matches("routes/sources/acr/event.jsonata:\\d+: is not valid JSONata, .*");
    }

    @Test
    void aRouteIdTakenTwiceIsTold() {
        workplace.replace("routes/sources/flux/flux.camel.yaml", "id: flux", "id: acr");

        assertThat(check())
                .anyMatch(finding ->
                        finding.startsWith("routes/sources/flux/flux.camel.yaml:2:9: the route id acr is taken"));
    }

    @Test
    void aWrongGoldenIsToldWithThePlaceWhereItDiffers() {
        workplace.file("routes/sources/acr/samples/a.json", Payloads.PING);
        workplace.file("routes/sources/acr/samples/a.event.json", "null");
        workplace.file("routes/sources/acr/samples/b.json", Payloads.PUSH);
        workplace.file("routes/sources/acr/samples/b.event.json", "{\"source\":\"acr\"");
        workplace.file("routes/sources/acr/samples/c.json", Payloads.PUSH);
        workplace.file("routes/sources/acr/samples/c.event.json", "null");
        workplace.file("routes/sources/acr/samples/d.json", Payloads.PUSH);
        workplace.file("routes/sources/flux/samples/e.json", Payloads.PUSH);
        workplace.file("routes/sources/flux/samples/f.json", "{\"a\":");

        assertThat(check())
                .containsExactly(
                        "routes/sources/acr/samples/b.event.json:1: is not valid JSON",
                        "routes/sources/acr/samples/c.event.json: is not the event that the mapping gives; they differ at /",
                        "routes/sources/acr/samples/d.json: has no d.event.json beside it; write the event it should become, or null",
                        "routes/sources/flux/samples/e.json: is recognised as acr, but it is a sample of flux",
                        "routes/sources/flux/samples/f.json: The body is not valid JSON at offset 5.");
    }

    @Test
    void aMessageThatFailsForASampleIsTold() {
        workplace.file("routes/sources/acr/samples/push.json", Payloads.PUSH);
        workplace.file("routes/providers/generic/message.jsonata", "{\n  \"text\": message + 1\n}");

        assertThat(check())
                .anyMatch(finding -> finding.matches("routes/providers/generic/message.jsonata(:2)?: fails for"
                        + " routes/sources/acr/samples/push.json, error T2001"));
    }

    @Test
    void everythingIsToldAtOnceTheConfigurationFirst() {
        workplace
                .properties("provider.team.typ=slack\nprovider.team.type=slack\n")
                .file("routes/providers/slack/message.jsonata", "{")
                .replace("routes/10-receive.camel.yaml", "direct:record", "direct:recrod");

        assertThat(check())
                .satisfiesExactly(
                        first -> assertThat(first).startsWith("application.properties:1: provider.team.typ"),
                        second -> assertThat(second).contains("provider.team"),
                        third -> assertThat(third).startsWith("routes/10-receive.camel.yaml:30:18: "),
                        fourth -> assertThat(fourth).startsWith("routes/providers/slack/message.jsonata:1: "));
    }

    @Test
    void aTemplateOfTheUsersIsRenderedToo() {
        workplace
                .properties(
                        "provider.team.type=slack\nprovider.team.address=https://x.example/y\nprovider.team.template=file:my.jsonata\n")
                .file("my.jsonata", "{\"text\": \n $nothing( }");

        assertThat(check()).singleElement().asString().startsWith("my.jsonata:2: is not valid JSONata, ");
    }

    @Test
    void nothingIsWritten() throws IOException {
        List<String> before = files();
        check();
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void aWrongObjectOfTheClusterIsToldButKeepsNoEditOut() {
        workplace.properties("flux.cluster=true");
        Surroundings surroundings = workplace
                .surroundings()
                .in(namespaces -> List.of(new ClusterObject(
                        ClusterObject.PROVIDER, "apps", "crew", "{\"metadata\": {}, \"spec\": {\"type\": \"slak\"}}")));

        assertThat(Check.run(surroundings, workplace.routes(), StartTrial::of))
                .singleElement()
                .asString()
                .isEqualTo("cluster (Provider apps/crew): spec.type names no type there is; did you mean slack?");
        assertThat(Check.run(surroundings, workplace.routes(), Scope.of(List.of())))
                .isEmpty();
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.map(Path::toString).sorted().toList();
        }
    }

    private List<String> check() {
        return Check.run(workplace.surroundings(), workplace.routes(), StartTrial::of).stream()
                .map(Finding::toString)
                .toList();
    }
}
