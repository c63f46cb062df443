package dev.caravan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.explain.Workplace;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** {@code explain --source-template} on a copy of the routes. */
class SourceTemplateTest {
    private static final String PAYLOAD = """
            {"event":"build.failed","build":{"number":27,"state":"failed","message":"Raise replicas",
             "web_url":"https://ci.example.com/acme/web/27","created_at":"2026-11-20T10:00:00Z"},
             "pipeline":{"slug":"web"},"sender":{"name":"Ada"}}""";

    private StringWriter out = new StringWriter();
    private StringWriter err = new StringWriter();

    @TempDir
    private Path directory;

    @BeforeEach
    void copy() {
        Workplace.withCopiedRoutes(directory);
    }

    @Test
    void theNewSourceRecognisesThePayloadAndNothingIsWrong() throws IOException {
        String before = read("routes/20-detect.camel.yaml");

        assertThat(explain(PAYLOAD, "--source-template", "acme-ci"))
                .as(err.toString())
                .isZero();
        assertThat(out.toString())
                .contains("/routes/sources/acme-ci/samples/build-failed.event.json\n", "docs/sources/acme-ci.md")
                .containsPattern("/routes/20-detect.camel.yaml:\\d+\n");
        assertThat(run(new CheckCommand(directory))).as(out.toString()).isZero();

        assertThat(explain(PAYLOAD, "--expect", "acme-ci")).isZero();
        assertThat(out.toString())
                .contains("source    acme-ci\n", "  \"message\" : \"Acme ci build.failed, web: Raise replicas\"");
        assertThat(read("routes/20-detect.camel.yaml").lines())
                .containsSubsequence(before.lines().toList());
    }

    @Test
    void aDryRunShowsItAndWritesNothing() throws IOException {
        List<Path> before = files();

        assertThat(explain(PAYLOAD, "--source-template", "acme-ci", "--dry-run"))
                .isZero();
        assertThat(out.toString())
                .contains(
                        "--- sources/acme-ci/event.jsonata\n",
                        "--- 20-detect.camel.yaml, line ",
                        "expression: \"$[?(@.event && @.pipeline && @.sender)]\"");
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void whatIsRecognisedNeedsNoSource() throws IOException {
        List<Path> before = files();
        assertThat(explain(
                        Files.readString(Path.of("routes/sources/acr/samples/push.json")), "--source-template", "new"))
                .isEqualTo(1);
        assertThat(err.toString()).isEqualTo("The payload is recognised already, by acr, in routes/sources/acr.\n");

        err.getBuffer().setLength(0);
        assertThat(explain(
                        "{\"subscription\":\"s\",\"message\":{\"messageId\":\"1\",\"data\":\"e30=\"}}",
                        "--source-template",
                        "new"))
                .isEqualTo(1);
        assertThat(err.toString())
                .isEqualTo("The payload is recognised already, by google-pubsub, but what it carries is not: give that"
                        + " alone.\n");
        assertThat(files()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"acr", "detect", "lane", "slack-url-verification", "Acme", "../acme", "a b", "1", "-a", ""})
    void aNameThatIsTakenOrNoneIsRefused(String name) throws IOException {
        List<Path> before = files();
        assertThat(explain(PAYLOAD, "--source-template", name)).isEqualTo(2);
        assertThat(err.toString()).containsAnyOf("There is a route " + name + " already", "A source's name has");
        assertThat(files()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "[]", "{}", "[1]", "\"text\""})
    void whatSaysNothingOfItsSenderIsRefused(String payload) throws IOException {
        List<Path> before = files();
        assertThat(explain(payload, "--source-template", "acme")).isEqualTo(1);
        assertThat(err.toString()).matches("The (payload|body) .+\\.\n");
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void theInstallationsRoutesAreNotWrittenTo() throws IOException {
        Path elsewhere = Files.createDirectory(directory.resolve("elsewhere"));
        String property = System.getProperty("caravan.routes");
        System.setProperty("caravan.routes", directory.resolve("routes").toString());
        try {
            assertThat(run(new ExplainCommand(elsewhere, in(PAYLOAD)), "--source-template", "acme", "-"))
                    .isEqualTo(2);
            assertThat(err.toString()).contains("Copy them first: cp -R " + directory.resolve("routes") + " routes");
        } finally {
            restore(property);
        }
        assertThat(directory.resolve("routes/sources/acme")).doesNotExist();
    }

    private static void restore(String property) {
        if (property == null) {
            System.clearProperty("caravan.routes");
        } else {
            System.setProperty("caravan.routes", property);
        }
    }

    private int explain(String payload, String... arguments) {
        return run(
                new ExplainCommand(directory, in(payload)),
                Stream.concat(Stream.of(arguments), Stream.of("-")).toArray(String[]::new));
    }

    private static ByteArrayInputStream in(String payload) {
        return new ByteArrayInputStream(payload.getBytes(StandardCharsets.UTF_8));
    }

    private int run(Object command, String... arguments) {
        out = new StringWriter();
        err = new StringWriter();
        Stream<String> routes = Files.isDirectory(directory.resolve("elsewhere"))
                ? Stream.of()
                : Stream.of("--routes", directory.resolve("routes").toString());
        return new CommandLine(command)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(Stream.concat(routes, Stream.of(arguments)).toArray(String[]::new));
    }

    private String read(String file) throws IOException {
        return Files.readString(directory.resolve(file));
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.sorted().toList();
        }
    }
}
