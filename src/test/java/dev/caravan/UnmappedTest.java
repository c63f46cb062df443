package dev.caravan;

import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;
import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.journal.DeadLetter;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A mapping that fails is our mistake: what was sent is kept for a replay, and the sender has no reason to repeat it. */
final class UnmappedTest {
    private static final String PUSH =
            "{\"id\":\"1\",\"action\":\"push\",\"target\":{\"repository\":\"web\",\"tag\":\"1\"}}";
    private static final String HUB = "{\"push_data\":{\"tag\":\"1\"},\"repository\":{\"repo_name\":\"sk/web\"}}";

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    private Path broken() throws Exception {
        Path routes = RouteCopy.of(RunningGateway.ROUTES, folder.resolve("routes"));
        Files.writeString(routes.resolve("sources/acr/event.jsonata"), "{\"message\": $uppercase(target)}");
        return routes;
    }

    private static List<DeadLetter> letters(RunningGateway gateway) throws Exception {
        return gateway.journal().deadLetters(10, null, null);
    }

    @Test
    void aPayloadThatItsMappingFailsForIsParkedAndCanBeReplayed() throws Exception {
        Path routes = broken();
        try (RunningGateway gateway = RunningGateway.start(folder, routes, Map.of("webhook.unrecognised", "reject"))) {
            HttpResponse<String> answer = gateway.post("/webhook", PUSH);
            assertThat(answer.statusCode()).isEqualTo(202);
            assertThatJson(answer.body()).node("status").isEqualTo("parked");
            assertThatJson(answer.body()).node("source").isEqualTo("acr");
            assertThat(letters(gateway)).singleElement().satisfies(letter -> {
                assertThat(letter.reason()).isEqualTo("mapping");
                assertThat(letter.source()).isEqualTo("acr");
                assertThat(letter.body()).isEqualTo(PUSH);
            });
        }
        Files.copy(
                RunningGateway.ROUTES.resolve("sources/acr/event.jsonata"),
                routes.resolve("sources/acr/event.jsonata"),
                StandardCopyOption.REPLACE_EXISTING);
        try (RunningGateway mended = RunningGateway.start(folder, routes, Map.of())) {
            String id = letters(mended).get(0).id();
            assertThat(mended.manage("POST", "/api/dead-letters/" + id + "/replay")
                            .statusCode())
                    .isEqualTo(202);
            assertThat(mended.management("/api/events")).contains("Pushed image web:1");
            assertThat(letters(mended)).isEmpty();
        }
    }

    @Test
    void theOtherElementsOfAnArrayGoOn() throws Exception {
        try (RunningGateway gateway = RunningGateway.start(folder, broken(), Map.of())) {
            assertThatJson(gateway.post("/webhook", "[" + PUSH + "," + HUB + "]")
                            .body())
                    .node("status")
                    .isEqualTo("accepted");
            assertThat(gateway.management("/api/events")).contains("Pushed image sk/web:1");
            assertThat(letters(gateway)).extracting(DeadLetter::body).containsExactly("[" + PUSH + "]");
        }
    }

    @Test
    void nobodyParksAnythingWithoutTheSourcesProof() throws Exception {
        Path secret = Files.createDirectories(folder.resolve("secrets/inside"));
        Files.writeString(secret.resolve("token"), "of-acr");
        Map<String, String> token = Map.of("source.acr.auth", "token", "source.acr.secret", "inside");
        try (RunningGateway gateway = RunningGateway.start(folder, broken(), token)) {
            assertThat(gateway.post("/webhook", PUSH).statusCode()).isEqualTo(401);
            assertThat(letters(gateway)).isEmpty();
        }
    }
}
