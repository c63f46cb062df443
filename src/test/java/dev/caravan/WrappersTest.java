package dev.caravan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What comes in something else, and who is answered in another way than with 202, through the whole gateway. */
final class WrappersTest {
    private static final String[] SNS = {
        "Content-Type", "text/plain; charset=UTF-8", "x-amz-sns-message-type", "Notification"
    };
    private static RunningGateway gateway;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        Path secret = Files.createDirectories(folder.resolve("secrets/registry"));
        Files.writeString(secret.resolve("token"), "a-token-of-its-own");
        gateway = RunningGateway.start(
                folder,
                Map.of(
                        "source.google-artifact-registry.auth", "token",
                        "source.google-artifact-registry.secret", "registry"));
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    private static String sample(String file) {
        return Samples.read(RunningGateway.ROUTES.resolve("sources").resolve(file));
    }

    private static String sns(String messageId) {
        return sample("aws-sns/samples/ecr.json").replace("0d3f5c1a-7b2e-5f90-8a41-63c2d4e5f601", messageId);
    }

    private static void isAnswered(HttpResponse<String> answer, String source, String status) throws Exception {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        JsonNode json = Samples.JSON.readTree(answer.body());
        assertThat(json.path("source").asText() + " " + json.path("status").asText())
                .isEqualTo(source + " " + status);
    }

    @Test
    void theEventIsOfTheSourceWithinAndTheKeyIsTheWrappers() throws Exception {
        isAnswered(gateway.post("/webhook", sns("first"), SNS), "aws-ecr-eventbridge", "accepted");
        isAnswered(gateway.post("/webhook", sns("first"), SNS), "aws-ecr-eventbridge", "duplicate");
        isAnswered(gateway.post("/webhook", sns("second"), SNS), "aws-ecr-eventbridge", "accepted");
    }

    @Test
    void aPathMayNameTheWrapperOrTheSourceWithin() throws Exception {
        String[] text = {"Content-Type", "text/plain"};
        isAnswered(gateway.post("/webhook/aws-sns", sns("third"), text), "aws-ecr-eventbridge", "accepted");
        isAnswered(gateway.post("/webhook/aws-ecr-eventbridge", sns("fourth"), SNS), "aws-ecr-eventbridge", "accepted");
        isAnswered(gateway.post("/webhook/acr", sns("fifth"), SNS), "acr", "parked");
    }

    @Test
    void whatNoSourceRecognisesWithinIsParkedOnce() throws Exception {
        int before = gateway.journal().deadLetters(1000, null, null).size();
        isAnswered(gateway.post("/webhook/aws-sns", sample("aws-sns/samples/text.json")), "aws-sns", "parked");
        isAnswered(gateway.post("/webhook", sample("aws-sns/samples/too_deep.json")), "null", "parked");
        assertThat(gateway.journal().deadLetters(1000, null, null)).hasSize(before + 2);
    }

    @Test
    void aWrapperIsNoWayAroundTheProofThatASourceDemands() throws Exception {
        String push = sample("google-pubsub/samples/artifact_registry.json");
        assertThat(gateway.post("/webhook", push).statusCode()).isEqualTo(401);
        assertThat(gateway.post("/webhook/google-pubsub", push).statusCode()).isEqualTo(401);
        isAnswered(
                gateway.post("/webhook/google-pubsub", push, "Authorization", "Bearer a-token-of-its-own"),
                "google-artifact-registry",
                "accepted");
    }

    @Test
    void aSubscriptionIsNotConfirmedAndTheLogTellsHowWithoutItsToken() throws Exception {
        String confirmation =
                sample("aws-sns/samples/subscription_confirmation.json").replace("sample", "t0ken-canary");
        try (Logs logs = Logs.capture()) {
            isAnswered(gateway.post("/webhook", confirmation, SNS), "aws-sns", "ignored");
            assertThat(logs.lines())
                    .filteredOn(line -> line.startsWith("WARN dev.caravan.door.DoorConfirm "))
                    .singleElement()
                    .asString()
                    .contains("aws sns confirm-subscription")
                    .doesNotContain("t0ken-canary");
        }
    }

    @Test
    void eventGridIsGivenItsCodeAlsoForARegistry() throws Exception {
        String validation = sample("eventgrid-validation/samples/validation.json");
        String registry = validation.replace(
                "-000000000000\"", "-000000000000/providers/Microsoft.ContainerRegistry/registries/myregistry\"");
        for (String body : new String[] {validation, registry}) {
            HttpResponse<String> answer = gateway.post("/webhook", body);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo("{\"validationResponse\":\"8C1E5B7A-2D34-4F60-9A1B-7C8D9E0F1A2B\"}");
            assertThat(answer.headers().firstValue("content-type")).hasValue("application/json");
        }
    }

    @Test
    void whereAnotherSourceIsNamedAHandshakeIsNotAnswered() throws Exception {
        String validation = sample("eventgrid-validation/samples/validation.json");
        assertThat(gateway.post("/webhook/acr", validation).statusCode()).isEqualTo(422);
        isAnswered(
                gateway.post("/webhook/acr", sample("slack-url-verification/samples/challenge.json")), "acr", "parked");
    }

    @Test
    void slackIsGivenItsChallenge() throws Exception {
        HttpResponse<String> answer = gateway.post("/webhook", sample("slack-url-verification/samples/challenge.json"));
        assertThat(answer.statusCode() + answer.body()).isEqualTo("200{\"challenge\":\"7pQ2sXv9\"}");
    }

    @Test
    void aFormsPayloadIsDetectedAsIfItWereTheBody() throws Exception {
        String form = "payload=" + URLEncoder.encode(sample("acr/samples/push.json"), StandardCharsets.UTF_8);
        isAnswered(
                gateway.post(
                        "/webhook",
                        form,
                        "Content-Type",
                        "application/x-www-form-urlencoded",
                        "X-GitHub-Event",
                        "push"),
                "acr",
                "accepted");
    }

    private static String[] binary(String id, String type, String source) {
        return new String[] {
            "Ce-Specversion", "1.0", "Ce-Id", id, "Ce-Type", type, "Ce-Source", source, "Ce-Subject", "Z%C3%BCrich%20+1"
        };
    }

    @Test
    void theHeaderFieldsOfABinaryCloudEventAreItsEnvelope() throws Exception {
        String data = "{\"message\":\"No space left\"}";
        String[] head = binary("b-1", "com.example.backup.failed", "/backup");
        isAnswered(gateway.post("/webhook", data, head), "cloudevents", "accepted");
        isAnswered(gateway.post("/webhook/cloudevents", data, head), "cloudevents", "duplicate");
        isAnswered(gateway.post("/webhook/acr", data, head), "acr", "parked");
        assertThat(gateway.management("/api/events"))
                .contains("com.example.backup.failed from /backup, Zürich +1: No space left");
    }

    @Test
    void theEnvelopeIsDetectedAgainAndMayHoldAnArray() throws Exception {
        String[] registry = binary(
                "b-2",
                "Microsoft.ContainerRegistry.ImagePushed",
                "/subscriptions/1/resourceGroups/web/providers/Microsoft.ContainerRegistry/registries/web");
        String data = "{\"target\":{\"repository\":\"web\",\"tag\":\"b2\"},\"timestamp\":\"2026-11-21T18:00:00Z\"}";
        isAnswered(gateway.post("/webhook", data, registry), "acr-cloudevents", "accepted");
        isAnswered(gateway.post("/webhook", "[1,2]", binary("b-3", "com.example", "/x")), "cloudevents", "accepted");
    }

    @Test
    void whatIsRecognisedByItselfStaysWhatItIsAndIsKnownByTheFields() throws Exception {
        String hub = sample("dockerhub/samples/push.json");
        isAnswered(gateway.post("/webhook", hub, binary("b-4", "com.example", "/x")), "dockerhub", "accepted");
        isAnswered(gateway.post("/webhook", hub, binary("b-4", "com.example", "/x")), "dockerhub", "duplicate");
        isAnswered(gateway.post("/webhook", hub, binary("b-5", "com.example", "/x")), "dockerhub", "accepted");
        isAnswered(gateway.post("/webhook", hub, "Webhook-Id", "w-1"), "dockerhub", "accepted");
        isAnswered(gateway.post("/webhook", hub, "Webhook-Id", "w-1"), "dockerhub", "duplicate");
    }

    @Test
    void whereAnAttributeIsMissingThereIsNoEnvelope() throws Exception {
        isAnswered(gateway.post("/webhook", "{\"a\":1}", "Ce-Id", "b-6", "Ce-Type", "com.example"), "null", "parked");
    }

    @Test
    void aTokenOfTheQueryIsNowhereToBeSeen() throws Exception {
        String push = sample("google-artifact-registry/samples/insert.json");
        try (Logs logs = Logs.capture()) {
            assertThat(gateway.post("/webhook?access_token=c4n4ry", push).statusCode())
                    .isEqualTo(401);
            isAnswered(
                    gateway.post("/webhook?access_token=a-token-of-its-own", push),
                    "google-artifact-registry",
                    "accepted");
            assertThat(String.join("\n", logs.lines()) + gateway.management("/observe/metrics"))
                    .doesNotContain("c4n4ry")
                    .doesNotContain("a-token-of-its-own");
        }
    }
}
