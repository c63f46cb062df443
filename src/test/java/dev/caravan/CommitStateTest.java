package dev.caravan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.jsonata.Documents;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A commit is green only where something succeeded. */
final class CommitStateTest {

    @ParameterizedTest
    @CsvSource({
        "github, success, failure, error",
        "gitlab, success, failed, canceled",
        "gitea, success, failure, error",
        "bitbucket, SUCCESSFUL, FAILED, STOPPED",
        "bitbucketserver, SUCCESSFUL, FAILED, CANCELLED",
        "azuredevops, succeeded, error, notApplicable"
    })
    void whatEndedWithoutAResultIsNoSuccess(String type, String success, String failure, String neither)
            throws Exception {
        assertThat(state(type, "info", "PipelineSucceeded")).isEqualTo(success);
        assertThat(state(type, "error", "BuildPartiallySucceeded")).isEqualTo(failure);
        for (String reason : new String[] {
            "PipelineCanceled", "WorkflowCancelled", "WorkflowActionRequired", "WorkflowStale", "BuildStopped"
        }) {
            assertThat(state(type, "info", reason)).as(reason).isEqualTo(neither);
        }
        assertThat(state(type, "error", "BuildAborted")).isEqualTo(neither);
    }

    private static String state(String type, String severity, String reason) throws Exception {
        Map<String, Object> event = new LinkedHashMap<>(Samples.event("flux-error"));
        event.put("severity", severity);
        event.put("reason", reason);
        var document = Documents.compile(
                Samples.read(RunningGateway.ROUTES.resolve("providers/" + type + "/message.jsonata")));
        document.assign(
                "variables",
                Map.of(
                        "provider", "team",
                        "context", "",
                        "genre", "caravan",
                        "targetUrl", "",
                        "address", "https://git.example/scm/acme/web.git",
                        "commit", "731f7eaddfb6af01cb2173e18f0f75b0ba780ef1",
                        "shrink", false));
        JsonNode message = Samples.JSON.valueToTree(document.evaluate(event));
        return message.path("state").asText();
    }
}
