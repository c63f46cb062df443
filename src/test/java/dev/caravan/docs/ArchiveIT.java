package dev.caravan.docs;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The archive that the build makes, unpacked where nothing else of the project is. */
class ArchiveIT {
    @TempDir
    private Path folder;

    private Path home;

    @BeforeEach
    void unpack() throws Exception {
        try (Stream<Path> built = Files.list(Path.of("target"))) {
            Path archive = built.filter(file -> file.toString().endsWith(".tar.gz"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("mvn package has made no archive"));
            assertThat(run("tar", "-xzf", archive.toAbsolutePath().toString())).isEqualTo("exit 0");
        }
        try (Stream<Path> unpacked = Files.list(folder)) {
            home = unpacked.filter(Files::isDirectory).findFirst().orElseThrow();
        }
    }

    private String run(String... words) throws Exception {
        Path output = folder.resolve("output.txt");
        ProcessBuilder builder = new ProcessBuilder(words)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().remove("SLACK_WEBHOOK_URL");
        Process process = builder.start();
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        return Files.readString(output, UTF_8) + "exit " + process.exitValue();
    }

    private String caravan(String... words) throws Exception {
        List<String> command = new ArrayList<>(List.of(home.resolve("caravan").toString()));
        command.addAll(List.of(words));
        return run(command.toArray(String[]::new));
    }

    @Test
    void itRunsWithoutMavenAndKeepsClassesAtItsFirstStart() throws Exception {
        Files.writeString(folder.resolve("push.json"), """
                {"id":"1","timestamp":"2020-10-14T00:15:02Z","action":"push",
                 "target":{"repository":"sk/web","tag":"1"},"request":{"host":"myregistry.azurecr.io"}}""");

        assertThat(caravan("version")).contains("caravan 0.").endsWith("exit 0").contains("keeping classes");
        assertThat(Files.readString(home.resolve("caravan.jsa"), ISO_8859_1))
                .as("classes that only a webhook and its delivery load")
                .contains("com/jayway/jsonpath/internal/filter/Evaluator", "okhttp3/internal/connection/RealCall");
        assertThat(caravan("explain", "push.json"))
                .contains("Pushed image sk/web:1")
                .doesNotContain("keeping classes")
                .endsWith("exit 0");
        assertThat(caravan("check")).isEqualTo("Nothing is wrong.\nexit 0");
    }

    @Test
    void severalFirstStartsAtOnceKeepTheClassesOnce() throws Exception {
        String twoMore = "for i in 1 2; do " + home.resolve("caravan") + " version & sleep 0.5; done; wait";

        assertThat(run("sh", "-c", twoMore + "; " + home.resolve("caravan") + " version"))
                .containsOnlyOnce("keeping classes")
                .doesNotContain("No such file")
                .endsWith("exit 0");
        assertThat(home.resolve("caravan.jsa")).isNotEmptyFile();
        assertThat(home.resolve("archive")).doesNotExist();
    }

    @Test
    void itHasWhatItNeedsAndNoMore() {
        assertThat(home).isDirectoryContaining("glob:**/caravan.jar");
        for (String name : List.of("LICENSE", "application.properties", "caravan.service", "lib", "native", "routes")) {
            assertThat(home.resolve(name)).exists();
        }
        assertThat(home.resolve("routes/sources/acr/event.jsonata")).exists();
        assertThat(home.resolve("routes/sources/acr/samples")).doesNotExist();
        assertThat(home.resolve("src")).doesNotExist();
    }
}
