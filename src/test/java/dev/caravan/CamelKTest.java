package dev.caravan;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.github.tomakehurst.wiremock.WireMockServer;
import dev.caravan.camelk.CamelK;
import dev.caravan.configuration.Configuration;
import dev.caravan.configuration.Surroundings;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.component.kamelet.KameletComponent;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServerConfiguration;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code caravan export camel-k} writes: taken by Camel K's definitions, run by plain Camel, and no other than the routes. */
final class CamelKTest {
    /** Nothing that an expression could read as its own. */
    private static final String TOKEN = "can'ary} == \"";

    private static final Path DEFINITIONS =
            Path.of(System.getProperty("caravan.schemas", "../shared/schemas"), "camel-k");
    private static final YAMLMapper YAML = new YAMLMapper();

    private final WireMockServer service =
            new WireMockServer(options().bindAddress("127.0.0.1").dynamicPort());

    @TempDir
    private Path folder;

    private CamelK camelK;

    @BeforeEach
    void export() throws Exception {
        service.start();
        service.stubFor(post(anyUrl()).willReturn(aResponse().withStatus(200).withBody("ok")));
        Files.writeString(folder.resolve("application.properties"), """
                provider.team.type=slack
                provider.team.address=%1$s/slack/canary
                provider.team.channel=general
                provider.team.format=attachments
                provider.hook.type=generic
                provider.hook.address=%1$s/hook/canary
                """.formatted(
                        service.baseUrl().replace("localhost", "127.0.0.1")));
        Configuration configuration = Configuration.read(Surroundings.of(folder, RunningGateway.ROUTES));
        camelK = new CamelK(RunningGateway.ROUTES, configuration.providers());
        camelK.write(folder, "registry.example.com/caravan:1");
    }

    @AfterEach
    void stop() {
        service.stop();
    }

    private JsonNode yaml(String name) throws Exception {
        return YAML.readTree(folder.resolve(name).toFile());
    }

    @Test
    void theVolumeOfTheImageIsWritableForItsUser() throws Exception {
        JsonNode image = yaml("image/integration.yaml");

        assertThat(image.at("/spec/template/spec/securityContext/fsGroup").asInt())
                .isEqualTo(image.at("/spec/traits/container/runAsUser").asInt())
                .isPositive();
    }

    @Test
    void noSecretIsWrittenAndEachIsNamed() throws Exception {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".yaml")).toList()) {
                assertThat(Files.readString(file)).doesNotContain("canary", "{{caravan.routes}}");
            }
        }
        assertThat(camelK.secretKeys())
                .containsExactly(
                        "camel.kamelet.generic.provider-hook.address",
                        "camel.kamelet.slack.provider-team.address",
                        "webhook.token");
        assertThat(yaml("sources/integration.yaml")
                        .at("/spec/traits/camel/properties")
                        .toString())
                .contains("camel.kamelet.slack.provider-team.channel=general");
    }

    @Test
    void theFlowsAreTheRoutesWithTheirDocumentsInThem() throws Exception {
        Map<String, JsonNode> flows = byId(yaml("sources/integration.yaml").at("/spec/flows"));
        List<RouteFile> same = RouteFile.routes().stream()
                .filter(file -> file.place().startsWith("sources")
                        || file.place().toString().matches("(2[0-4]|30)-.*"))
                .toList();

        assertThat(same).hasSizeGreaterThan(40);
        for (RouteFile file : same) {
            JsonNode route = file.root().get(0);
            assertThat(flows.get(route.at("/route/id").asText()))
                    .as(file.place().toString())
                    .isEqualTo(inlined(route));
        }
    }

    private static Map<String, JsonNode> byId(JsonNode flows) {
        Map<String, JsonNode> byId = new TreeMap<>();
        flows.forEach(flow -> byId.put(flow.at("/route/id").asText(), flow));
        return byId;
    }

    /** Replaces text in text, and so knows nothing of how the export does it. */
    private static JsonNode inlined(JsonNode node) throws Exception {
        String text = node.toString();
        List<String> documents = texts(node)
                .filter(value -> value.startsWith("resource:file:{{caravan.routes}}/"))
                .toList();
        for (String document : documents) {
            Path file = RunningGateway.ROUTES.resolve(document.substring(document.indexOf('/') + 1));
            text = text.replace(
                    Samples.JSON.writeValueAsString(document), Samples.JSON.writeValueAsString(Files.readString(file)));
        }
        return Samples.JSON.readTree(text);
    }

    private static Stream<String> texts(JsonNode node) {
        return node.isTextual()
                ? Stream.of(node.asText())
                : RouteFile.elements(node).flatMap(CamelKTest::texts);
    }

    @Test
    void everyKameletIsExportedWithItsMessage() throws Exception {
        for (RouteFile kamelet : RouteFile.kamelets()) {
            JsonNode exported = yaml("kamelets/" + kamelet.name() + ".kamelet.yaml");
            String message = Files.readString(
                    RunningGateway.ROUTES.resolve(kamelet.place()).resolveSibling("message.jsonata"));

            ObjectNode definition = (ObjectNode) kamelet.root().at("/spec/definition");
            ((ObjectNode) definition.get("properties")).remove("template");
            assertThat(exported.at("/spec/definition")).isEqualTo(definition);
            assertThat(exported.get("metadata")).isEqualTo(kamelet.root().get("metadata"));
            assertThat(texts(exported)).contains(message);
            assertThat(exported.toString()).doesNotContain("{{template}}");
        }
    }

    @Test
    void everyResourceHasOnlyFieldsThatTheOperatorKnows() throws Exception {
        assumeTrue(Files.isDirectory(DEFINITIONS), "no resource definitions here");
        for (String integration : List.of("sources/integration.yaml", "image/integration.yaml")) {
            assertThat(faults("integrations", integration)).as(integration).isEmpty();
        }
        for (RouteFile kamelet : RouteFile.kamelets()) {
            assertThat(faults("kamelets", "kamelets/" + kamelet.name() + ".kamelet.yaml"))
                    .as(kamelet.name())
                    .isEmpty();
        }
        pipe();
        assertThat(faults("pipes", "hook.pipe.yaml")).isEmpty();
    }

    private List<String> faults(String kind, String file) throws Exception {
        JsonNode definition = YAML.readTree(
                DEFINITIONS.resolve("camel.apache.org_" + kind + ".yaml").toFile());
        JsonNode schema = RouteFile.elements(definition.at("/spec/versions"))
                .filter(version -> version.path("name").asText().equals("v1"))
                .findFirst()
                .orElseThrow()
                .at("/schema/openAPIV3Schema");
        close(schema.path("properties").path("spec"));
        return Schemas.faults(Schemas.schema(schema), new RouteFile(Path.of(file), yaml(file)));
    }

    /** The API server drops in silence what a definition does not have; here it is an error. */
    private static void close(JsonNode schema) {
        if (schema instanceof ObjectNode object
                && object.has("properties")
                && !object.path("x-kubernetes-preserve-unknown-fields").asBoolean()
                && !object.has("additionalProperties")) {
            object.put("additionalProperties", false);
        }
        schema.path("properties").forEach(CamelKTest::close);
        close(schema, "items");
    }

    private static void close(JsonNode schema, String member) {
        if (schema.has(member)) {
            close(schema.get(member));
        }
    }

    private static String ask(URI door, String token, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(door)
                .header("Authorization", "Bearer " + token)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        return answer.statusCode() + " " + answer.body();
    }

    @Test
    void aPlainContextRunsTheIntegrationAndDeliversToEveryProvider() throws Exception {
        String push = Files.readString(RunningGateway.ROUTES.resolve("sources/acr/samples/push.json"));
        Properties properties = new Properties();
        yaml("sources/integration.yaml").at("/spec/traits/camel/properties").forEach(property -> {
            String[] parts = property.asText().split("=", 2);
            properties.setProperty(parts[0], parts[1]);
        });
        properties.setProperty("webhook.token", TOKEN);
        properties.setProperty("camel.kamelet.slack.provider-team.address", service.baseUrl() + "/slack");
        properties.setProperty("camel.kamelet.generic.provider-hook.address", service.baseUrl() + "/hook");
        YAML.writeValue(
                folder.resolve("flows.camel.yaml").toFile(),
                yaml("sources/integration.yaml").at("/spec/flows"));
        try (DefaultCamelContext camel = plain(properties)) {
            VertxPlatformHttpServerConfiguration listener = new VertxPlatformHttpServerConfiguration();
            listener.setBindHost("127.0.0.1");
            listener.setBindPort(RunningGateway.freePort());
            camel.addService(new VertxPlatformHttpServer(listener));
            load(camel, "flows.camel.yaml");
            camel.start();
            URI door = URI.create("http://127.0.0.1:" + listener.getBindPort() + "/webhook");

            assertThat(ask(door, TOKEN, push)).startsWith("202 ").contains("accepted");
            assertThat(ask(door, "wrong", push)).startsWith("401 ");
            assertThat(ask(door, TOKEN, "{\"of\":\"nobody\"}")).startsWith("422 ");
            assertThat(ask(door, TOKEN, "{\"type\":\"url_verification\",\"challenge\":\"c\"}"))
                    .isEqualTo("200 {\"challenge\":\"c\"}");
        }
        service.verify(1, postRequestedFor(urlEqualTo("/slack")));
        service.verify(1, postRequestedFor(urlEqualTo("/hook")));
    }

    @Test
    void whatTheOperatorMakesOfAPipeDeliversWithPublicComponentsOnly() throws Exception {
        Properties properties = new Properties();
        properties.setProperty("camel.kamelet.generic.sink.address", service.baseUrl() + "/pipe");
        Files.writeString(folder.resolve("pipe.camel.yaml"), """
                - route:
                    from:
                      uri: direct:events
                      steps:
                        - to:
                            uri: kamelet:generic/sink
                """);
        try (DefaultCamelContext camel = plain(properties)) {
            load(camel, "pipe.camel.yaml");
            camel.start();
            try (ProducerTemplate events = camel.createProducerTemplate()) {
                events.sendBody("direct:events", Map.of("message", "hello", "severity", "info"));
            }
            service.verify(
                    1,
                    postRequestedFor(urlEqualTo("/pipe"))
                            .withRequestBody(equalToJson("{\"message\":\"hello\",\"severity\":\"info\"}")));
            assertThat(camel.getComponentNames()).containsOnly("direct", "http", "kamelet");
        }
    }

    private void pipe() throws Exception {
        Files.writeString(folder.resolve("hook.pipe.yaml"), """
                apiVersion: camel.apache.org/v1
                kind: Pipe
                metadata:
                  name: hello
                spec:
                  source:
                    uri: kafka:events
                  sink:
                    ref:
                      kind: Kamelet
                      apiVersion: camel.apache.org/v1
                      name: generic
                    properties:
                      address: %s/pipe
                """.formatted(service.baseUrl()));
    }

    private DefaultCamelContext plain(Properties properties) {
        DefaultCamelContext camel = new DefaultCamelContext();
        camel.disableJMX();
        camel.getPropertiesComponent().setOverrideProperties(properties);
        camel.getComponent("kamelet", KameletComponent.class).setLocation("file:" + folder.resolve("kamelets"));
        return camel;
    }

    private void load(DefaultCamelContext camel, String file) throws Exception {
        PluginHelper.getRoutesLoader(camel)
                .loadRoutes(PluginHelper.getResourceLoader(camel).resolveResource("file:" + folder.resolve(file)));
    }
}
