package dev.caravan.cli;

import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;
import static org.assertj.core.api.Assertions.assertThat;

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
import picocli.CommandLine;

class ExplainCommandTest {
    private static final String PUSH = """
            {"timestamp":"2020-10-14T00:15:02.82330594Z","action":"push","target":{"repository":"sk-web","tag":"1"}}""";

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path directory;

    @BeforeEach
    void configure() throws IOException {
        write("application.properties", """
                provider.team.type=slack
                provider.team.address=https://hooks.slack.example/services/canary
                alert.images.sources=acr
                alert.wrong.severity=error
                """);
    }

    @Test
    void tellsPeopleAllTheyNeed() throws IOException {
        write("push.json", PUSH);

        assertThat(run("", "push.json")).isZero();
        assertThat(out.toString())
                .contains(
                        "source    acr\n",
                        "because   the payload satisfies $[?(",
                        "  \"message\" : \"Pushed image sk-web:1 (2020-10-14T00:15:02.82330594Z)\"",
                        "provider  team, alert images: told, the event matches all that the alert asks\n",
                        "  POST https://hooks.slack.example/…\n  Content-Type: application/json; charset=utf-8\n",
                        "provider  team, alert wrong: not told, severity is info, the alert wants error\n")
                .doesNotContain("canary", "\u001b");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void readsStandardInputAndWritesJson() {
        assertThat(run(PUSH, "-", "-o", "json")).isZero();
        assertThatJson(out.toString()).node("source").isEqualTo("acr");
    }

    @Test
    void whatIsNotRecognisedEndsWithOneAndTheNearest() {
        assertThat(run("{\"involvedObject\":{\"kind\":\"HelmRelease\"},\"severity\":\"info\"}", "-"))
                .isEqualTo(1);
        assertThat(out.toString())
                .contains(
                        "source    none\n",
                        "nearest   flux, 67 % of its conditions hold\n  $.reportingController is missing\n");
    }

    @Test
    void whatIsNearIsToldSoThatItCanBeMended() {
        assertThat(run("{\"title\":\"x\",\"message\":\"y\",\"alerts\":[]}", "-"))
                .isEqualTo(1);
        assertThat(run("{\"actoin\":\"push\",\"target\":{\"repository\":\"x\"}}", "-"))
                .isEqualTo(1);
        assertThat(run("{\"action\":\"pull\",\"target\":{\"repository\":\"x\"}}", "-"))
                .isEqualTo(1);
        assertThat(out.toString())
                .contains(
                        "  $.alerts is there, but must not be\n",
                        "  $.action is missing\n  $.actoin is there; is it $.action?\n",
                        "  $.action in ['push','delete','chart_push','chart_delete','quarantine'] does not hold\n",
                        "new       explain --source-template NAME drafts a source for such payloads\n");
    }

    @Test
    void anotherSourceThanExpectedEndsWithOne() {
        assertThat(run(PUSH, "-", "--expect", "acr")).isZero();
        assertThat(run(PUSH, "-", "--expect", "flux")).isEqualTo(1);
        assertThat(err.toString()).isEqualTo("Expected flux, found acr.\n");
    }

    @Test
    void brokenJsonEndsWithOneAndTheDoorsWords() {
        assertThat(run("{\"a\":", "-")).isEqualTo(1);
        assertThat(err.toString()).isEqualTo("The body is not valid JSON at offset 5.\n");
    }

    @Test
    void wrongUsageEndsWithTwo() {
        assertThat(run(PUSH, "nowhere.json")).isEqualTo(2);
        assertThat(run(PUSH, "-", "-H", "nonsense")).isEqualTo(2);
        assertThat(run(PUSH, "-", "--source", "nobody")).isEqualTo(2);
    }

    @Test
    void aWrongConfigurationEndsWithThree() throws IOException {
        write("application.properties", "provider.team.type=slak");

        assertThat(run(PUSH, "-")).isEqualTo(3);
        assertThat(err.toString()).startsWith("application.properties:1: provider.team.type");
    }

    @Test
    void writesNoFile() throws IOException {
        run(PUSH, "-");
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files).containsExactly(directory.resolve("application.properties"));
        }
    }

    private int run(String in, String... arguments) {
        byte[] bytes = in.getBytes(StandardCharsets.UTF_8);
        String routes = Path.of("routes").toAbsolutePath().toString();
        return new CommandLine(new ExplainCommand(directory, new ByteArrayInputStream(bytes)))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(Stream.concat(Stream.of(arguments), List.of("--routes", routes).stream())
                        .toArray(String[]::new));
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(directory.resolve(name), text);
    }
}
