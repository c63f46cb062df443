package dev.caravan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** The bill of materials is of what is shipped, so that a scanner of it misses nothing. */
final class SbomIT {
    private static final Path BOM = Path.of("target/bom.json");

    private static List<JsonNode> components() throws Exception {
        assumeThat(BOM).as("Maven makes none without the network").exists();
        assumeThat(Files.getLastModifiedTime(BOM))
                .as("of this build")
                .isGreaterThanOrEqualTo(Files.getLastModifiedTime(Path.of("target/caravan.jar")));
        JsonNode bom = Samples.JSON.readTree(BOM.toFile());
        return StreamSupport.stream(bom.path("components").spliterator(), false).toList();
    }

    @Test
    void everyJarThatIsShippedIsListedWithItsHash() throws Exception {
        List<JsonNode> components = components();
        assertThat(shipped())
                .isNotEmpty()
                .allSatisfy(jar -> assertThat(components)
                        .as(jar)
                        .anyMatch(one -> jar.equals("lib/" + one.path("name").asText() + "-"
                                        + one.path("version").asText() + ".jar")
                                && !one.path("hashes").isEmpty()));
    }

    /** What the gateway runs with; beside that target/lib may hold jars of earlier builds. */
    private static List<String> shipped() throws Exception {
        try (JarFile jar = new JarFile("target/caravan.jar")) {
            return List.of(
                    jar.getManifest().getMainAttributes().getValue("Class-Path").split(" "));
        }
    }

    /** Some advisories are of no concern only since what they are about is not there; SECURITY.md says so. */
    @Test
    void noComponentOfCamelThatSecurityMdCallsAbsentIsShipped() throws Exception {
        assertThat(components())
                .extracting(one -> one.path("name").asText())
                .doesNotContain(
                        "camel-atmosphere-websocket",
                        "camel-coap",
                        "camel-exec",
                        "camel-google-pubsub",
                        "camel-jetty",
                        "camel-jms",
                        "camel-netty-http",
                        "camel-sjms",
                        "camel-undertow");
    }
}
