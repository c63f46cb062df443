package dev.caravan;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The manifests of the tests are what Flux takes, and the manual's is enough for a message in Slack. */
final class FluxGatewayTest {
    private static final Path DEFINITIONS = Path.of(System.getProperty("caravan.schemas", "../shared/schemas"), "flux");
    private static final YAMLMapper YAML = new YAMLMapper();

    @Test
    void withNothingButManifestsAnErrorIsToldInSlack(@TempDir Path folder) throws Exception {
        try (FakeProviders providers = new FakeProviders()) {
            providers.answers("crew", aResponse().withStatus(200).withBody("ok"));
            Files.createDirectories(folder.resolve("flux"));
            Files.writeString(
                    folder.resolve("flux/slack.yaml"),
                    manual().replaceAll("https://hooks\\.slack\\S+", providers.address("crew")));
            Files.writeString(folder.resolve("flux/print.yaml"), """
                    apiVersion: notification.toolkit.fluxcd.io/v1beta1
                    kind: Provider
                    metadata: {name: print}
                    spec: {type: console, channel: general}
                    """);
            try (Logs logs = Logs.capture();
                    RunningGateway gateway = RunningGateway.start(folder, Map.of("flux.manifests", "flux/*.yaml"))) {
                assertThat(logs.lines())
                        .filteredOn(line -> line.contains("is left out"))
                        .singleElement()
                        .asString()
                        .contains("spec.channel): provider.print.channel is nothing that type console has");
                assertThat(gateway.post("/webhook/flux", sample("info")).statusCode())
                        .isEqualTo(202);
                assertThat(gateway.post("/webhook/flux", sample("error")).statusCode())
                        .isEqualTo(202);
                gateway.awaitIdle(Duration.ofMinutes(1));
            }

            assertThat(providers.requests("crew"))
                    .singleElement()
                    .satisfies(request -> assertThatJson(request.getBodyAsString())
                            .node("attachments[0].author_name")
                            .asString()
                            .contains("kustomization/"));
        }
    }

    private static String manual() throws IOException {
        String page = Files.readString(Path.of("docs/flux.md"));
        int start = page.indexOf("```yaml\n") + "```yaml\n".length();
        return page.substring(start, page.indexOf("```", start));
    }

    private static String sample(String name) {
        return Samples.read(RunningGateway.ROUTES.resolve("sources/flux/samples/" + name + ".json"));
    }

    @ParameterizedTest
    @MethodSource("manifests")
    void aManifestIsWhatFluxTakes(Path file) throws IOException {
        assumeTrue(Files.isDirectory(DEFINITIONS), "no resource definitions here");
        List<String> faults = new ArrayList<>();
        for (JsonNode document : documents(file)) {
            String version = document.path("apiVersion").asText();
            if (version.startsWith("notification.toolkit.fluxcd.io/")) {
                Schemas.schema(definition(version, document.path("kind").asText())).validate(document).stream()
                        .map(fault -> file + ": " + fault.getMessage())
                        .forEach(faults::add);
            }
        }

        assertThat(faults).isEmpty();
    }

    static List<Path> manifests() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/flux"))) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
    }

    private static List<JsonNode> documents(Path file) throws IOException {
        List<JsonNode> documents = new ArrayList<>();
        for (JsonNode document : YAML.readerFor(JsonNode.class)
                .<JsonNode>readValues(new YAMLFactory().createParser(file.toFile()))
                .readAll()) {
            boolean list = document.path("kind").asText().equals("List");
            (list ? document.path("items") : List.of(document)).forEach(documents::add);
        }
        return documents;
    }

    /** The second beta is what the third is, as far as the examples go. */
    private static JsonNode definition(String version, String kind) throws IOException {
        String plural = kind.toLowerCase(Locale.ROOT) + "s.yaml";
        boolean first = version.endsWith("/v1beta1");
        String name = first ? "v1beta1_" + plural : "notification.toolkit.fluxcd.io_" + plural;
        JsonNode schema =
                YAML.readTree(DEFINITIONS.resolve(name).toFile()).at("/spec/versions/0/schema/openAPIV3Schema");
        closed(schema.at("/properties/spec"));
        return schema;
    }

    /** Kubernetes drops unknown fields where it does not refuse them. */
    private static void closed(JsonNode schema) {
        if (schema instanceof ObjectNode object && schema.has("properties")) {
            object.put("additionalProperties", false);
        }
        schema.forEach(FluxGatewayTest::closed);
    }
}
