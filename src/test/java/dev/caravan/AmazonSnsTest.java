package dev.caravan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.keys.TestAmazon;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Amazon SNS posts and wants confirmed, at the whole gateway. */
final class AmazonSnsTest {
    private static final String CALLED = "/?Action=ConfirmSubscription&Token=t0ken-canary";
    private static TestAmazon amazon;
    private static RunningGateway gateway;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        amazon = new TestAmazon(folder);
        gateway = RunningGateway.start(
                folder,
                Map.of(
                        "webhook.token", "common",
                        "source.aws-sns.auth", "aws-sns",
                        "source.aws-sns.auth.topics",
                                TestAmazon.TOPIC + ", arn:aws:sns:eu-central-1:210987654321:other"),
                amazon.rules());
    }

    @BeforeEach
    void reset() throws Exception {
        amazon.reset();
        amazon.answer(CALLED, 200);
    }

    @AfterAll
    static void stop() {
        gateway.close();
        amazon.close();
    }

    private static Map<String, Object> message(String type, String content) {
        return new LinkedHashMap<>(Map.of(
                "Type",
                type,
                "MessageId",
                UUID.randomUUID().toString(),
                "TopicArn",
                TestAmazon.TOPIC,
                "Message",
                content,
                "Timestamp",
                Instant.now().toString()));
    }

    private static Map<String, Object> push() throws JsonProcessingException {
        JsonNode sample =
                Samples.JSON.readTree(Samples.read(RunningGateway.ROUTES.resolve("sources/aws-sns/samples/ecr.json")));
        return message("Notification", sample.path("Message").asText());
    }

    private static Map<String, Object> about(String type) {
        Map<String, Object> message = message(type, "You have chosen …");
        message.putAll(Map.of("Token", "t0ken-canary", "SubscribeURL", amazon.address(CALLED)));
        return message;
    }

    private static HttpResponse<String> post(String path, Map<String, Object> message) throws Exception {
        return post(gateway, path, message);
    }

    private static HttpResponse<String> post(RunningGateway gateway, String path, Map<String, Object> message)
            throws Exception {
        return gateway.post(
                path,
                Samples.JSON.writeValueAsString(message),
                "Content-Type",
                "text/plain; charset=UTF-8",
                "x-amz-sns-message-type",
                String.valueOf(message.get("Type")));
    }

    private static Map<String, Object> signed(Map<String, Object> message) throws Exception {
        return amazon.signed(message, "1", "sns");
    }

    private static void isIgnored(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        assertThat(answer.body()).contains("\"source\":\"aws-sns\"", "\"status\":\"ignored\"");
    }

    @Test
    void aNotificationThatIsSignedIsAcceptedAndItsCertificateIsFetchedMeanwhile() throws Exception {
        HttpResponse<String> answer = post("/webhook/aws-sns", signed(push()));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        assertThat(answer.body()).contains("aws-ecr-eventbridge", "accepted");
    }

    @Test
    void oneThatWasChangedIsRefused() throws Exception {
        Map<String, Object> changed = signed(push());
        changed.put("Message", "{}");
        HttpResponse<String> answer = post("/webhook/aws-sns", changed);
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("\"code\":\"invalid-signature\"");
        assertThat(post("/webhook/aws-sns", push()).statusCode()).isEqualTo(401);
    }

    @Test
    void noPathIsAWayAround() throws Exception {
        String json = Samples.JSON.writeValueAsString(push());
        for (String path : new String[] {"/webhook", "/webhook/aws-ecr-eventbridge", "/webhook/aws-sns"}) {
            assertThat(gateway.post(path, json, "Authorization", "Bearer common")
                            .statusCode())
                    .as(path)
                    .isEqualTo(401);
        }
        String proven = Samples.JSON.writeValueAsString(signed(push()));
        assertThat(gateway.post("/webhook", proven, "Authorization", "Bearer common")
                        .statusCode())
                .isEqualTo(202);
    }

    @Test
    void aSubscriptionIsConfirmedOnce() throws Exception {
        try (Logs logs = Logs.capture()) {
            isIgnored(post("/webhook/aws-sns", signed(about("SubscriptionConfirmation"))));
            assertThat(amazon.asked()).containsOnlyOnce(CALLED);
            assertThat(String.join("\n", logs.lines()))
                    .contains("subscription confirmed")
                    .doesNotContain("t0ken-canary");
        }
    }

    @Test
    void oneThatCannotBeConfirmedIsToBeSentAgain() throws Exception {
        amazon.answer(CALLED, 403);
        try (Logs logs = Logs.capture()) {
            HttpResponse<String> answer = post("/webhook/aws-sns", signed(about("SubscriptionConfirmation")));
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.body()).contains("\"code\":\"not-confirmed\"").doesNotContain("t0ken-canary");
            assertThat(String.join("\n", logs.lines()))
                    .contains("status 403", "aws sns confirm-subscription")
                    .doesNotContain("t0ken-canary");
        }
    }

    @Test
    void anAddressThatIsNotSignedIsNotCalled() throws Exception {
        Map<String, Object> changed = signed(about("SubscriptionConfirmation"));
        changed.put("SubscribeURL", amazon.address("/elsewhere"));
        assertThat(post("/webhook/aws-sns", changed).statusCode()).isEqualTo(401);
        assertThat(amazon.asked()).doesNotContain("/elsewhere");
    }

    @Test
    void norOneThatIsSignedButNotOfSns() throws Exception {
        Map<String, Object> elsewhere = about("SubscriptionConfirmation");
        elsewhere.put(
                "SubscribeURL",
                "http://127.0.0.1:" + amazon.address("/elsewhere").replaceAll(".*:", ""));
        isIgnored(post("/webhook/aws-sns", signed(elsewhere)));
        assertThat(amazon.asked()).doesNotContain("/elsewhere");
    }

    @Test
    void norOneThatSomebodyHasPublished() throws Exception {
        String forged = Samples.JSON.writeValueAsString(about("SubscriptionConfirmation"));
        try (Logs logs = Logs.capture()) {
            HttpResponse<String> answer = post("/webhook/aws-sns", signed(message("Notification", forged)));
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
            assertThat(logs.lines()).anyMatch(line -> line.contains("not confirmed"));
        }
        assertThat(amazon.asked()).doesNotContain(CALLED);
    }

    @Test
    void theEndOfASubscriptionIsToldAndItsAddressNotCalled() throws Exception {
        try (Logs logs = Logs.capture()) {
            isIgnored(post("/webhook/aws-sns", signed(about("UnsubscribeConfirmation"))));
            assertThat(logs.lines())
                    .filteredOn(line -> line.startsWith("WARN"))
                    .singleElement()
                    .asString()
                    .contains("ended the subscription")
                    .doesNotContain("t0ken-canary");
        }
        assertThat(amazon.asked()).doesNotContain(CALLED);
    }

    @Test
    void explainingCallsNothing() throws Exception {
        String explained = gateway.explain(Samples.JSON.writeValueAsString(signed(about("SubscriptionConfirmation"))));
        assertThat(explained).contains("aws-sns");
        assertThat(amazon.asked()).isEmpty();
    }

    @Test
    void underAnotherSchemeNothingIsCalled(@TempDir Path folder) throws Exception {
        try (RunningGateway other = RunningGateway.start(folder, Map.of("webhook.token", "common"), amazon.rules());
                Logs logs = Logs.capture()) {
            isIgnored(post(other, "/webhook/aws-sns/common", signed(about("SubscriptionConfirmation"))));
            assertThat(post(other, "/webhook/aws-sns/wrong", about("SubscriptionConfirmation"))
                            .statusCode())
                    .isEqualTo(404);
            assertThat(logs.lines())
                    .filteredOn(line -> line.contains("source.aws-sns.auth=aws-sns"))
                    .hasSize(1);
            assertThat(amazon.asked()).isEmpty();
        }
    }
}
