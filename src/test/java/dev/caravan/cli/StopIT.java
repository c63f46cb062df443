package dev.caravan.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StopIT {
    private static final String PUSH = """
            {"id":"%1$d","timestamp":"2020-10-14T00:15:02Z","action":"push",
             "target":{"mediaType":"m","size":1,"digest":"sha256:a","length":1,"repository":"sk/web","tag":"%1$d"},
             "request":{"id":"r","host":"myregistry.azurecr.io","method":"PUT","useragent":"d"}}""";

    @TempDir
    Path directory;

    private SlowProvider provider;
    private int port;
    private int managementPort;

    @BeforeEach
    void configure() throws Exception {
        provider = new SlowProvider();
        port = CaravanProcess.freePort();
        managementPort = CaravanProcess.freePort();
        Files.write(
                directory.resolve("application.properties"),
                List.of(
                        "camel.server.port=" + port,
                        "camel.management.port=" + managementPort,
                        "journal.min-free-disk=1MiB",
                        "provider.team.type=generic",
                        "provider.team.address=" + provider.address(),
                        "provider.team.rate=0"));
    }

    @AfterEach
    void stopProvider() {
        provider.close();
    }

    private CaravanProcess start() throws Exception {
        return CaravanProcess.start(directory).ready(managementPort);
    }

    private void accept(int events) throws Exception {
        for (int event = 1; event <= events; event++) {
            assertThat(CaravanProcess.webhook(port, PUSH.formatted(event)).statusCode())
                    .isEqualTo(202);
        }
    }

    @Test
    void whatIsInFlightFinishesAndTheRestIsDeliveredOnceAfterTheRestart() throws Exception {
        provider.time = Duration.ofSeconds(5);
        try (CaravanProcess first = start()) {
            accept(20);
            await().until(() -> !provider.begun.isEmpty());
            first.terminate();
            assertThat(first.exitCode(Duration.ofSeconds(25))).isZero();
            assertThat(first.out()).endsWith("INFO  Stopped\n");
            assertThat(first.out() + first.err()).doesNotContain("s3cr3t-canary", "\tat ");
        }
        provider.time = Duration.ZERO;
        try (CaravanProcess second = start()) {
            await().atMost(Duration.ofMinutes(1)).until(() -> provider.answered.size() >= 20);
            await().until(() -> CaravanProcess.get(managementPort, "/observe/metrics")
                    .body()
                    .contains("lane_lag_events{provider=\"team\"} 0.0"));
            assertThat(provider.answered)
                    .containsExactlyElementsOf(IntStream.rangeClosed(1, 20)
                            .mapToObj(Integer::toString)
                            .toList());
            second.terminate();
            assertThat(second.exitCode(Duration.ofSeconds(25))).isZero();
        }
    }

    @Test
    void aStopDuringTheStartEndsTheProcessInOrder() throws Exception {
        try (CaravanProcess starting = CaravanProcess.start(directory)) {
            await().pollInterval(Duration.ofMillis(1))
                    .atMost(Duration.ofMinutes(1))
                    .until(() -> Files.exists(directory.resolve("data/caravan.db"))); // Camel comes after the journal
            starting.terminate();
            assertThat(starting.exitCode(Duration.ofSeconds(25))).isZero();
        }
    }

    @Test
    void aStopDoesNotWaitForARetryAndKeepsTheEvent() throws Exception {
        provider.status = 500;
        try (CaravanProcess first = start()) {
            accept(1);
            await().until(() -> provider.begun.size() >= 3); // the next wait takes some seconds
            first.terminate();
            assertThat(first.exitCode(Duration.ofSeconds(3))).isZero();
            assertThat(first.out() + first.err()).doesNotContain("s3cr3t-canary", "Dead letter", "\tat ");
        }
        provider.status = 200;
        try (CaravanProcess second = start()) {
            await().atMost(Duration.ofMinutes(1))
                    .untilAsserted(() -> assertThat(provider.answered).containsExactly("1"));
            assertThat(CaravanProcess.get(managementPort, "/api/dead-letters").body())
                    .isEqualTo("{\"deadLetters\":[]}");
            second.terminate();
            assertThat(second.exitCode(Duration.ofSeconds(25))).isZero();
        }
    }

    @Test
    void anAttemptThatFailsDuringTheStopIsMadeAgainAfterTheRestart() throws Exception {
        provider.time = Duration.ofSeconds(3);
        provider.status = 500;
        try (CaravanProcess first = start()) {
            accept(1);
            await().until(() -> !provider.begun.isEmpty());
            first.terminate();
            assertThat(first.exitCode(Duration.ofSeconds(25))).isZero();
            assertThat(first.out() + first.err()).doesNotContain("Dead letter");
        }
        provider.time = Duration.ZERO;
        provider.status = 200;
        try (CaravanProcess second = start()) {
            await().atMost(Duration.ofMinutes(1))
                    .untilAsserted(() -> assertThat(provider.answered).containsExactly("1"));
            assertThat(CaravanProcess.get(managementPort, "/api/dead-letters").body())
                    .isEqualTo("{\"deadLetters\":[]}");
            second.terminate();
            assertThat(second.exitCode(Duration.ofSeconds(25))).isZero();
            assertThat(second.out() + second.err()).doesNotContain("Dead letter");
        }
    }

    /** A pipe takes 64 KiB: fewer lines than these. */
    @Test
    void anOutputThatNobodyReadsHoldsUpNeitherPostsNorTheStop() throws Exception {
        try (CaravanProcess unread = CaravanProcess.unread(directory).ready(managementPort)) {
            for (int line = 0; line < 1500; line++) {
                assertThat(CaravanProcess.webhook(port, "{").statusCode()).isEqualTo(400);
            }
            accept(1);
            await().untilAsserted(() -> assertThat(provider.answered).containsExactly("1"));
            unread.terminate();
            assertThat(unread.exitCode(Duration.ofSeconds(25))).isZero();
        }
    }
}
