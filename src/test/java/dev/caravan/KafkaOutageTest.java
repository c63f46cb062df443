package dev.caravan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The brokers come late, go, and come back: nothing is accepted that they do not have. */
final class KafkaOutageTest {
    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    private final FakeProviders providers = new FakeProviders();

    @AfterEach
    void stopProviders() {
        providers.close();
    }

    @Test
    void withoutBrokersPostsAreRefusedAndWithThemAgainTaken() throws Exception {
        Path data = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "kafka-outage");
        Map<String, String> properties =
                Map.of("provider.team.type", "generic", "provider.team.address", providers.address("team"));
        try (KafkaBroker broker = KafkaBroker.down(data);
                RunningGateway gateway = KafkaGateway.start(folder, broker, properties)) {
            HttpResponse<String> early = post(gateway, "1");
            assertThat(early.statusCode()).isEqualTo(503);
            assertThat(early.headers().firstValue("Retry-After")).isPresent();
            await().until(() -> ready(gateway).contains("do not answer"));
            assertThat(ready(gateway)).contains("DOWN");

            broker.start();
            await().atMost(SOON).until(() -> ready(gateway).contains("UP"));
            assertThat(post(gateway, "2").statusCode()).isEqualTo(202);
            await().atMost(SOON).until(() -> providers.messages("team").size() == 1);

            broker.kill();
            long begun = System.nanoTime();
            assertThat(post(gateway, "3").statusCode()).isEqualTo(503);
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(10));
            assertThat(ready(gateway)).contains("DOWN");

            broker.start();
            await().atMost(SOON).until(() -> ready(gateway).contains("UP"));
            assertThat(post(gateway, "3").body()).contains("accepted");
            // the one before is told again if the broker was killed before the lane's place was committed
            await().atMost(SOON)
                    .until(() -> providers.messages("team").stream()
                            .anyMatch(message -> message.getBodyAsString().contains(":3")));
        }
    }

    private static HttpResponse<String> post(RunningGateway gateway, String tag) throws Exception {
        return gateway.post("/webhook", KafkaGateway.push("a", tag));
    }

    private static String ready(RunningGateway gateway) throws Exception {
        return gateway.management("/observe/health/ready");
    }
}
