package dev.caravan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.configuration.Configuration;
import dev.caravan.configuration.Surroundings;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/** What the profile {@code image} says, against the launcher, the product and the manifests. */
final class ImageTest {
    private static final String CONFIGURATION =
            "/project/profiles/profile[id='image']/build/plugins/plugin/configuration";

    private final XPath path = XPathFactory.newInstance().newXPath();
    private Document pom;

    @TempDir
    private Path folder;

    @BeforeEach
    void read() throws Exception {
        pom = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new File("pom.xml"));
    }

    private List<String> all(String expression) throws Exception {
        NodeList nodes = (NodeList) path.evaluate(CONFIGURATION + expression, pom, XPathConstants.NODESET);
        return IntStream.range(0, nodes.getLength())
                .mapToObj(at -> nodes.item(at).getTextContent())
                .toList();
    }

    private String one(String expression) throws Exception {
        return path.evaluate(CONFIGURATION + expression, pom);
    }

    @Test
    void javasOptionsAreTheLaunchers() throws Exception {
        String launcher = Files.readString(Path.of("caravan"));
        Matcher defaults = Pattern.compile("CARAVAN_JAVA_OPTS-([^}]+)}").matcher(launcher);
        Matcher always =
                Pattern.compile("exec \"\\$java\" \\$options (.*) \"\\$@\"").matcher(launcher);
        assertThat(defaults.find()).isTrue();
        assertThat(always.find()).isTrue();
        List<String> options = new ArrayList<>(List.of(defaults.group(1).split(" ")));
        options.addAll(List.of(always.group(1).split(" ")));
        options.add("-Dcaravan.home=" + one("/container/appRoot"));

        assertThat(all("/container/jvmFlags/jvmFlag")).isEqualTo(options);
        assertThat(launcher).contains("MALLOC_ARENA_MAX:-" + one("/container/environment/MALLOC_ARENA_MAX") + "}");
    }

    @Test
    void itIsForBothArchitecturesAndReproducible() throws Exception {
        assertThat(all("/from/platforms/platform/architecture")).containsExactly("amd64", "arm64");
        assertThat(one("/container/creationTime")).isEqualTo("${project.build.outputTimestamp}");
        assertThat(one("/container/filesModificationTime")).isEqualTo("${project.build.outputTimestamp}");
    }

    @Test
    void theManifestsSayTheSame() throws Exception {
        JsonNode pod = Manifests.documents(Files.readString(Path.of("k8s/base/deployment.yaml")))
                .get(0)
                .at("/spec/template/spec");
        String user = pod.at("/securityContext/runAsUser").asText();

        assertThat(one("/container/user")).isEqualTo(user + ":" + user);
        assertThat(one("/container/workingDirectory"))
                .isEqualTo(pod.at("/containers/0/workingDir").asText());
        assertThat(all("/container/ports/port"))
                .isEqualTo(pod.at("/containers/0/ports").findValuesAsText("containerPort"));
        assertThat(one("/extraDirectories/paths/path/into")).isEqualTo(one("/container/appRoot") + "/routes");
    }

    @Test
    void thePortsAreTheProductsDefaults() throws Exception {
        Surroundings here = Surroundings.of(folder, RunningGateway.ROUTES);
        Configuration configuration = Configuration.read(
                new Surroundings(here.directory(), Map.of(), Map.of(), here.types(), here.sources()));

        assertThat(all("/container/ports/port"))
                .containsExactly(
                        Integer.toString(configuration.door().port()),
                        Integer.toString(configuration.management().port()));
    }
}
