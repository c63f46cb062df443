package dev.caravan;

import static org.assertj.core.api.Assertions.assertThat;

import com.dashjoin.jsonata.Jsonata;
import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.door.RequestHeaders;
import dev.caravan.jsonata.Documents;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Git hosts name their delivery in a header; by it a repeat is known. */
final class DeliveryHeaderTest {

    @ParameterizedTest(name = "{0} {2}")
    @CsvSource({
        "github, push, X-GitHub-Delivery",
        "gitlab, push, Idempotency-Key",
        "gitlab, push, X-Gitlab-Event-UUID",
        "gitea, push, X-Gitea-Delivery",
        "bitbucket-cloud, push, X-Request-UUID",
        "bitbucket-cloud, build-failed, X-Request-UUID",
        "bitbucket-server, refs-changed, X-Request-Id",
        "bitbucket-server, pull-request-merged, X-Request-Id"
    })
    void theHeaderOfASenderIsItsDeliveryId(String source, String sample, String header) {
        Path folder = RunningGateway.ROUTES.resolve("sources").resolve(source);
        Jsonata mapping = Documents.compile(Samples.read(folder.resolve("event.jsonata")));
        Map<String, String> request = RequestHeaders.of(Map.of(header, "d-1").entrySet());
        mapping.assign("variables", Map.of("request", request));

        Object payload = Samples.parse(Samples.read(folder.resolve("samples/" + sample + ".json")));
        JsonNode events = Samples.JSON.valueToTree(mapping.evaluate(payload));
        JsonNode event = events.isArray() ? events.path(0) : events;

        assertThat(event.path("deliveryId").asText()).isEqualTo("d-1");
    }
}
