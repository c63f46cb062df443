package dev.caravan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The style sheet for routes and Kamelets; all that breaks it is told at once. */
final class RouteStyleTest {
    private static final Path CRD = Path.of(
            System.getProperty("caravan.schemas", "../shared/schemas"), "camel-k/camel.apache.org_kamelets.yaml");

    @Test
    void everyRouteFileKeepsTheStyle() {
        assertThat(RouteStyle.faults(RouteFile.routes())).isEmpty();
    }

    @Test
    void everyKameletKeepsTheStyle() {
        assertThat(KameletStyle.faults(RouteFile.kamelets())).isEmpty();
    }

    @Test
    void everyRouteFileIsValidForTheYamlDsl() throws Exception {
        JsonSchema schema = Schemas.yamlDsl();
        assertThat(RouteFile.routes().stream().flatMap(file -> Schemas.faults(schema, file).stream()))
                .isEmpty();
    }

    @Test
    void everyKameletIsAResourceThatKubernetesTakes() {
        assumeTrue(Files.exists(CRD), "no resource definition here");
        JsonNode definition = RouteFile.read(CRD.toAbsolutePath()).root();
        JsonNode schema = RouteFile.elements(definition.at("/spec/versions"))
                .filter(version -> version.path("name").asText().equals("v1"))
                .findFirst()
                .orElseThrow()
                .at("/schema/openAPIV3Schema");
        assertThat(RouteFile.kamelets().stream().flatMap(file -> Schemas.faults(Schemas.schema(schema), file).stream()))
                .isEmpty();
    }

    @Test
    void aFileThatBreaksEveryRuleIsToldSo(@TempDir Path folder) throws Exception {
        Path bad = Files.writeString(folder.resolve("10-bad.camel.yaml"), """
                - route:
                    id: other
                    description: no sentence
                    routeConfigurationId: nobody
                    from:
                      uri: direct:elsewhere?block=true
                      steps:
                        - toD:
                            uri: direct:lost
                        - to: direct:short
                        - setBody:
                            simple:
                              expression: x
                        - filter:
                            expression:
                              jsonpath:
                                expression: "$[?(@.a"
                - route:
                    id: second
                    from:
                      uri: direct:second
                      steps: []
                """);
        List<String> faults = RouteStyle.faults(List.of(RouteFile.read(bad)));
        assertThat(faults)
                .anyMatch(fault -> fault.contains("2 routes"))
                .anyMatch(fault -> fault.contains("id other"))
                .anyMatch(fault -> fault.contains("no sentence"))
                .anyMatch(fault -> fault.contains("no routeConfiguration 'nobody'"))
                .anyMatch(fault -> fault.contains("query string"))
                .anyMatch(fault -> fault.contains("uses toD"))
                .anyMatch(fault -> fault.contains("to without uri"))
                .anyMatch(fault -> fault.contains("simple of setBody"))
                .anyMatch(fault -> fault.contains("does not compile"))
                .anyMatch(fault -> fault.contains("does not suppress"))
                .anyMatch(fault -> fault.contains("allows Simple"))
                .anyMatch(fault -> fault.contains("direct:lost is consumed by no route"))
                .anyMatch(fault -> fault.contains("direct:second is called by no route"));
    }
}
