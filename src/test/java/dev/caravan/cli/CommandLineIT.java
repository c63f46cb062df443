package dev.caravan.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.caravan.explain.Workplace;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandLineIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String PUSH = """
            {"id":"1","timestamp":"2020-10-14T00:15:02Z","action":"push",
             "target":{"mediaType":"m","size":1,"digest":"sha256:a","length":1,"repository":"sk/web","tag":"1"},
             "request":{"id":"r","host":"myregistry.azurecr.io","method":"PUT","useragent":"d"}}""";

    @TempDir
    Path directory;

    private record Result(int exitCode, String out, String err) {}

    private Result run(String... arguments) throws Exception {
        try (CaravanProcess process = CaravanProcess.start(directory, arguments)) {
            return new Result(process.exitCode(LIMIT), process.out(), process.err());
        }
    }

    /** Writes the configuration; returns the ports of door and management. */
    private int[] configure(String... more) throws Exception {
        int[] ports = {CaravanProcess.freePort(), CaravanProcess.freePort()};
        List<String> lines = new ArrayList<>(List.of(
                "camel.server.port=" + ports[0],
                "camel.management.port=" + ports[1],
                "journal.min-free-disk=1MiB",
                "webhook.token=door-token"));
        lines.addAll(List.of(more));
        Files.write(directory.resolve("application.properties"), lines);
        return ports;
    }

    @Test
    void everyMistakeOfTheConfigurationIsTold() throws Exception {
        configure("provider.x.type=slak", "webhok.unrecognised=park", "journal.retention=soon");
        Result result = run();
        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.out()).isEmpty();
        assertThat(result.err().lines())
                .hasSize(3)
                .allMatch(line -> line.startsWith("application.properties:"))
                .anyMatch(line -> line.contains("provider.x.type"))
                .anyMatch(line -> line.contains("webhok.unrecognised"))
                .anyMatch(line -> line.contains("journal.retention"));
        assertThat(directory.resolve("data")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({"0, camel.server.port", "1, camel.management.port"})
    void aPortThatIsTakenIsOneLine(int which, String key) throws Exception {
        int[] ports = configure();
        try (ServerSocket taken = new ServerSocket(ports[which])) {
            Result result = run("run");
            assertThat(result.exitCode()).isEqualTo(3);
            assertThat(result.err().lines()).hasSize(1).allMatch(line -> line.startsWith(key + ": cannot listen"));
            assertThat(result.out()).isEmpty();
            assertThat(taken.isBound()).isTrue();
        }
    }

    @Test
    void aDraftedSourceTakesThePayloadThatIsPosted() throws Exception {
        int[] ports = configure();
        Workplace.withCopiedRoutes(directory);
        Files.writeString(
                directory.resolve("payload.json"),
                "{\"event\":\"build.failed\",\"pipeline\":{\"slug\":\"web\"},\"site\":1}");
        assertThat(run("explain", "--source-template", "acme-ci", "payload.json")
                        .exitCode())
                .isZero();
        assertThat(run("check").exitCode()).isZero();
        try (CaravanProcess process = CaravanProcess.start(directory).ready(ports[1])) {
            assertThat(run("send", "payload.json").out())
                    .startsWith("accepted ")
                    .contains("(acme-ci)");
            await().atMost(LIMIT).until(() -> process.out().contains("Acme ci build.failed, web"));
        }
    }

    @Test
    void aJournalInUseIsOneLine() throws Exception {
        int[] ports = configure();
        try (CaravanProcess first = CaravanProcess.start(directory).ready(ports[1])) {
            configure();
            Result second = run("run");
            assertThat(second.exitCode()).isEqualTo(3);
            assertThat(second.err().lines()).hasSize(1).allMatch(line -> line.contains("in use by another process"));
            first.terminate();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "version, 0",
        "--help, 0",
        "nonsense, 2",
        "dead-letters, 2",
        "dead-letters replay, 2",
        "send, 2",
        "send nothing.json, 2",
        "providers, 4",
        "dead-letters list, 4"
    })
    void exitCodesTellWhatWasWrong(String line, int code) throws Exception {
        configure();
        Result result = run(line.split(" ", -1));
        assertThat(result.exitCode()).isEqualTo(code);
        assertThat(result.err()).doesNotContain("\tat ", "Exception");
        assertThat(result.err().isEmpty()).isEqualTo(code == 0);
    }

    @Test
    void theCommandsReachTheRunningGateway() throws Exception {
        int[] ports = configure("management.token=api-token");
        Files.writeString(directory.resolve("push.json"), PUSH);
        Files.writeString(directory.resolve("odd.json"), "{\"odd\":\"\\u001b[2J\"}", StandardCharsets.UTF_8);
        try (CaravanProcess gateway = CaravanProcess.start(directory).ready(ports[1])) {
            assertThat(run("send", "push.json").out()).contains("accepted ").contains("(acr)");
            assertThat(run("send", "push.json", "-o", "json").out()).contains("\"status\" : \"duplicate\"");
            assertThat(run("send", "odd.json").out()).contains("parked ");
            assertThat(run("providers").out()).contains("console").contains("True");
            String id = firstWord(run("dead-letters", "list")
                    .out()
                    .lines()
                    .skip(1)
                    .findFirst()
                    .orElseThrow());
            assertThat(run("dead-letters", "show", id).out())
                    .contains("\\u001B[2J")
                    .doesNotContain("\u001b");
            Result replay = run("dead-letters", "replay", "--all");
            assertThat(replay.exitCode()).isEqualTo(4);
            assertThat(replay.out()).contains("Replaying 1");
            assertThat(replay.err()).contains("still-unrecognised").contains("1 of 1 failed");
            assertThat(run("dead-letters", "forget", id).exitCode()).isZero();
            gateway.terminate();
        }
    }

    @Test
    void aProviderThatIsNotReadyIsToldWithWhatToDo() throws Exception {
        int[] ports = configure(
                "management.token=api-token",
                "provider.team.type=generic",
                "provider.team.address=https://nowhere.invalid/hook");
        try (CaravanProcess gateway = CaravanProcess.start(directory).ready(ports[1])) {
            await().atMost(LIMIT).until(() -> run("providers").exitCode() == 1);
            assertThat(run("providers").out()).contains("team", "False", "AddressNotFound", "Check its name");
            gateway.terminate();
        }
    }

    @Test
    void aBrokenSecretKeepsNobodyFromAsking() throws Exception {
        int[] ports =
                configure("management.token=api-token", "provider.team.type=generic", "provider.team.secret=hook");
        Path address =
                Files.createDirectories(directory.resolve("secrets/hook")).resolve("address");
        Files.writeString(address, "http://127.0.0.1:1/hook");
        try (CaravanProcess gateway = CaravanProcess.start(directory).ready(ports[1])) {
            Files.writeString(address, "broken");
            await().atMost(LIMIT).until(() -> run("providers").out().contains("InvalidConfiguration"));
            assertThat(run("providers").exitCode()).isEqualTo(1);
            Files.delete(address);
            assertThat(run("providers").out()).contains("team", "False");
            gateway.terminate();
        }
    }

    private static String firstWord(String line) {
        return line.substring(0, line.indexOf(' '));
    }

    @Test
    void jsonLinesAreAskedForByAProperty() throws Exception {
        int[] ports = configure("log.format=json", "webhook.max-body={{env:NO_SUCH_THING:1MiB}}");
        try (CaravanProcess gateway = CaravanProcess.start(directory).ready(ports[1])) {
            gateway.terminate();
            assertThat(gateway.exitCode(LIMIT)).isZero();
            assertThat(gateway.out().lines())
                    .isNotEmpty()
                    .allMatch(line -> line.startsWith("{\"time\":") && line.endsWith("}"));
        }
    }
}
