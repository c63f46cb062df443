package dev.caravan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.door.Wire;
import dev.caravan.door.Wire.Answer;
import dev.caravan.journal.Counts;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every bad request against the whole gateway: what it answers, logs and counts, and that nothing else comes of it. */
final class BadInputTest {
    private static final List<String> MEMBERS =
            List.of("type", "title", "status", "detail", "instance", "code", "requestId");

    private static RunningGateway gateway;
    private static Logs logs;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        logs = Logs.capture();
        gateway = RunningGateway.start(folder, Map.of());
    }

    @AfterAll
    static void stop() {
        gateway.close();
        logs.close();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"dev.caravan.BadBodies#all", "dev.caravan.BadBodies#unexpected", "dev.caravan.BadRequests#all"})
    void isRefusedAndNothingElseComesOfIt(BadInput bad) throws Exception {
        List<Long> kept = kept();
        double refused = gateway.rejected(bad.source(), bad.code());
        try (Wire wire = new Wire(gateway.port())) {
            wire.send(bad.bytes());
            Answer answer = wire.answer();
            assertThat(answer.status()).as(answer.body()).isEqualTo(bad.status());
            assertThat(answer.headers().get("allow")).isEqualTo(bad.status() == 405 ? "POST" : null);
            isAProblem(answer, bad);
            isLoggedOnce(String.valueOf(answer.json().get("requestId")));
        }
        assertThat(gateway.rejected(bad.source(), bad.code())).isEqualTo(refused + 1);
        assertThat(kept()).isEqualTo(kept);
        theNextOneIsTaken();
    }

    private static List<Long> kept() {
        Counts counts = gateway.journal().counts();
        return List.of(counts.events(), counts.deadLetters());
    }

    private static void isAProblem(Answer answer, BadInput bad) throws Exception {
        assertThat(answer.headers()).containsEntry("content-type", "application/problem+json");
        Map<?, ?> problem = answer.json();
        assertThat(problem.keySet().stream().map(String::valueOf)).containsExactlyInAnyOrderElementsOf(MEMBERS);
        assertThat(problem.get("code")).isEqualTo(bad.code());
        assertThat(problem.get("status")).isEqualTo(bad.status());
        assertThat(problem.get("type")).isEqualTo("/problems/" + bad.code());
        assertThat(problem.get("instance")).isEqualTo("urn:caravan:request:" + problem.get("requestId"));
        assertThat(answer.body())
                .hasSizeLessThan(2048)
                .doesNotContain("tag", "xxx", "Exception", "java.", "dev.caravan", "jackson", "netty", "\tat ");
    }

    private static void isLoggedOnce(String requestId) {
        assertThat(logs.lines().stream().filter(line -> line.contains(requestId)))
                .singleElement()
                .asString()
                .startsWith("INFO dev.caravan.door.Refusals Rejected request ")
                .doesNotContain("\r", "\n");
    }

    private static void theNextOneIsTaken() throws Exception {
        String push = """
                {"id":"%s","action":"push","target":{"repository":"sk/web","tag":"1"},"request":{"host":"r.example"}}""".formatted(UUID.randomUUID());
        Answer answer = Wire.post(gateway.port(), "/webhook", push);
        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.json().get("status")).isEqualTo("accepted");
    }
}
