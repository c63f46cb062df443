package dev.caravan;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A source that sends too much is told when to come again, and keeps nobody else out. */
final class QuotaTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    private static String acr(int number) {
        return "{\"id\":\"%d\",\"action\":\"push\",\"target\":{\"repository\":\"web\"}}".formatted(number);
    }

    @Test
    void whatIsBeyondTheQuotaIsRefusedUntilThereIsRoom() throws Exception {
        try (RunningGateway gateway = RunningGateway.start(folder, Map.of("source.acr.rate", "3/h"))) {
            for (int number = 0; number < 3; number++) {
                assertThat(gateway.post("/webhook", acr(number)).statusCode()).isEqualTo(202);
            }
            for (String path : new String[] {"/webhook", "/webhook/acr"}) {
                HttpResponse<String> answer = gateway.post(path, acr(4));
                assertThat(answer.statusCode()).isEqualTo(429);
                assertThat(answer.body()).contains("\"code\":\"quota-exceeded\"");
                assertThat(answer.headers().firstValueAsLong("Retry-After").orElseThrow())
                        .as("a third of an hour, less the time since the first")
                        .isBetween(1000L, 1200L);
            }
            assertThat(gateway.rejected("acr", "quota-exceeded")).isEqualTo(2);
            String other = "{\"push_data\":{\"tag\":\"1\"},\"repository\":{\"repo_name\":\"sk/web\"}}";
            assertThat(gateway.post("/webhook", other).statusCode()).isEqualTo(202);
            assertThat(gateway.post("/webhook", "{\"of\":\"nobody\"}").statusCode())
                    .isEqualTo(202);
            assertThat(gateway.management("/api/events")).doesNotContain("web:4");
        }
    }

    @Test
    void oneThatDoesNotProveItsSourceUsesNothingUp() throws Exception {
        Path secret = Files.createDirectories(folder.resolve("secrets/inside"));
        Files.writeString(secret.resolve("token"), "of-acr");
        Map<String, String> properties =
                Map.of("source.acr.rate", "1/h", "source.acr.auth", "token", "source.acr.secret", "inside");
        try (RunningGateway gateway = RunningGateway.start(folder, properties)) {
            assertThat(gateway.post("/webhook", acr(1)).statusCode()).isEqualTo(401);
            assertThat(gateway.post("/webhook", acr(1), "Authorization", "Bearer of-acr")
                            .statusCode())
                    .isEqualTo(202);
            assertThat(gateway.post("/webhook", acr(2), "Authorization", "Bearer of-acr")
                            .statusCode())
                    .isEqualTo(429);
        }
    }
}
