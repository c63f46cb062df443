package dev.caravan;

import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One request can give several events: all are kept by one commit, and answered once. */
final class BatchTest {
    @TempDir
    private Path folder = Path.of("");

    @ParameterizedTest
    @ValueSource(strings = {"/webhook", "/webhook/acr-eventgrid"})
    void aRootArrayIsAnEventForEachElement(String path) throws Exception {
        try (RunningGateway gateway = RunningGateway.start(folder, Map.of())) {
            HttpResponse<String> answer = gateway.post(path, sample("acr-eventgrid", "batch"));

            assertThat(answer.statusCode()).isEqualTo(202);
            assertThatJson(answer.body()).node("status").isEqualTo("accepted");
            assertThatJson(answer.body()).node("source").isEqualTo("acr-eventgrid");
            assertThat(gateway.management("/api/events"))
                    .contains("Pushed image startkubernetes/sk-web:1 ", "Deleted image startkubernetes/sk-web ")
                    .doesNotContain("Unheard");
        }
    }

    @Test
    void aBatchThatIsSentAgainIsADuplicate() throws Exception {
        try (RunningGateway gateway = RunningGateway.start(folder, Map.of())) {
            gateway.post("/webhook", sample("distribution", "pushes"));
            HttpResponse<String> again = gateway.post("/webhook", sample("distribution", "pushes"));

            assertThatJson(again.body()).node("status").isEqualTo("duplicate");
            assertThatJson(gateway.management("/api/events"))
                    .node("events")
                    .isArray()
                    .hasSize(3);
        }
    }

    private static String sample(String source, String name) {
        return Samples.read(RunningGateway.ROUTES.resolve("sources/" + source + "/samples/" + name + ".json"));
    }
}
