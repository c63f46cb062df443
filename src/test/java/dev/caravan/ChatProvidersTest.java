package dev.caravan;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import dev.caravan.journal.DeadLetter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Discord, Teams, Rocket.Chat and a signed webhook have of their own, on the wire. */
final class ChatProvidersTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** An event of Flux with the bytes that Flux makes of it. */
    private static final String EVENT = """
            {"involvedObject":{"kind":"Kustomization","namespace":"apps","name":"webapp",\
            "uid":"7d0cdc51-ddcf-4743-b223-83ca5c699632","apiVersion":"kustomize.toolkit.fluxcd.io/v1"},\
            "severity":"error","timestamp":"2022-10-28T07:26:19Z","message":"validation failed",\
            "reason":"ValidationFailed","metadata":{"revision":"main@sha1:731f7eaddfb6af01cb2173e18f0f75b0ba780ef1",\
            "summary":"prod (us-east-2)"},"reportingController":"kustomize-controller",\
            "reportingInstance":"kustomize-controller-7c7b47f5f-8bhrp"}""";

    private final FakeProviders providers = new FakeProviders();

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    @AfterEach
    void stop() {
        providers.close();
    }

    private RunningGateway start(String type, String... properties) throws Exception {
        Map<String, String> all = new TreeMap<>(Map.of("provider.team.type", type, "provider.team.rate", "0"));
        all.put("provider.team.address", providers.address("team"));
        for (int i = 0; i < properties.length; i += 2) {
            all.put(properties[i], properties[i + 1]);
        }
        return RunningGateway.start(folder, all);
    }

    @Test
    void aSignatureIsOfTheVeryBytesThatFluxSends() throws Exception {
        try (RunningGateway gateway = start(
                "generic-hmac",
                "provider.team.token",
                "secret",
                "alert.all.providers",
                "team",
                "alert.all.summary",
                "prod (us-east-2)")) {
            gateway.append(
                    Samples.map(Samples.parse(EVENT.replace("\"revision\"", "\"kustomize.toolkit.fluxcd.io/revision\"")
                            .replace(",\"summary\":\"prod (us-east-2)\"", ""))));
            gateway.append(Samples.map(Samples.parse(EVENT.replace("failed\"", "<b> & 🚀\\u2028\\u001b\""))));
            gateway.awaitIdle(PATIENCE);
        }
        LoggedRequest request = providers.requests("team").get(0);
        assertThat(request.getBodyAsString()).isEqualTo(EVENT);
        assertThat(request.getHeader("Gotk-Component")).isEqualTo("kustomize-controller");
        assertThat(request.getHeader("X-Signature"))
                .isEqualTo("sha256=5c4a44c9a72075cdd3bf679400e623cc07900a6c9645a7155038822db87c564c");
        assertThat(providers.requests("team").get(1).getBodyAsString())
                .contains("\"validation \\u003cb\\u003e \\u0026 🚀\\u2028\\u001b\"");
    }

    @Test
    void aKeyIsTakenAsItIs() throws Exception {
        try (RunningGateway gateway = start("generic-hmac", "provider.team.token", "#a key: \"quoted\", 'so'")) {
            gateway.append(Samples.map(Samples.parse(EVENT)));
            gateway.awaitIdle(PATIENCE);
        }
        assertThat(providers.requests("team").get(0).getHeader("X-Signature"))
                .isEqualTo("sha256=c8b8f069ee255812df1cc0cfafc313855d9b0104f91daa740b284c180048c30f");
    }

    @ParameterizedTest
    @CsvSource({
        "slack, '', /slack",
        "slack, /slack, /slack",
        "slack, ?thread_id=7, /slack?thread_id=7",
        "slack, /slack?thread_id=7, /slack?thread_id=7",
        "embeds, '', ?wait=true",
        "embeds, /slack, ?wait=true",
        "embeds, ?thread_id=7, ?thread_id=7&wait=true"
    })
    void discordIsAskedForTheFormThatIsSent(String format, String given, String asked) throws Exception {
        String address = providers.address("team");
        try (RunningGateway gateway =
                start("discord", "provider.team.address", address + given, "provider.team.format", format)) {
            gateway.append(Samples.event("acr-push"));
            gateway.awaitIdle(PATIENCE);
        }
        assertThat(providers.requests("team"))
                .singleElement()
                .satisfies(request -> assertThat(request.getAbsoluteUrl()).isEqualTo(address + asked));
    }

    @Test
    void discordSaysInItsBodyHowLongToWait() throws Exception {
        providers.answersFirst("team", aResponse().withStatus(429).withBody("""
                {"message": "You are being rate limited.", "retry_after": 1.2, "global": false}"""));
        try (RunningGateway gateway = start("discord")) {
            gateway.append(Samples.event("acr-push"));
            gateway.awaitIdle(PATIENCE);
        }
        assertThat(providers.requests("team")).hasSize(2);
        assertThat(Duration.between(
                        providers.requests("team").get(0).getLoggedDate().toInstant(),
                        providers.requests("team").get(1).getLoggedDate().toInstant()))
                .isGreaterThanOrEqualTo(Duration.ofMillis(1200));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "discord | 404 | {\"message\": \"Unknown Webhook\", \"code\": 10015} | make a new one",
                "discord | 400 | {\"message\": \"x\", \"code\": 220001} | thread_id",
                "discord | 400 | {\"message\": \"x\", \"code\": 220003} | remove thread_name",
                "discord | 403 | <html>error code: 1015</html> | blocks this client",
                "msteams | 404 | gone | create a Workflow",
                "rocket  | 400 | {\"success\":false,\"error\":\"channel-not-found\"} | correct the channel",
                "rocket  | 200 | {\"success\":false,\"error\":\"invalid-room\"} | correct the channel",
                "rocket  | 400 | Invalid integration id or token provided. | copy its URL",
                "generic-hmac | 401 | no | the same key"
            })
    void whatOnlyTheOperatorCanMendIsTold(String type, int status, String body, String remedy) throws Exception {
        providers.answers("team", aResponse().withStatus(status).withBody(body));
        try (RunningGateway gateway = start(type, keys(type))) {
            gateway.append(Samples.event("acr-push"));
            await().atMost(PATIENCE)
                    .until(() -> gateway.management("/api/providers").contains("Unauthorised"));
            assertThat(gateway.management("/api/providers")).contains(remedy);
            assertThat(gateway.deadLetters("team")).isEmpty();
        }
    }

    private static String[] keys(String type) {
        return type.equals("generic-hmac") ? new String[] {"provider.team.token", "x"} : new String[0];
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "msteams | 200 | Webhook message delivery failed with error: Microsoft Teams endpoint returned HTTP error 413 | too-large | 2",
                "msteams | 200 | Summary or Text is required. | client-error | 1",
                "discord | 400 | {\"code\": 50035, \"errors\": {\"_errors\": [{\"code\": \"BASE_TYPE_MAX_LENGTH\"}]}} | too-large | 2",
                "discord | 400 | {\"code\": 50006} | client-error | 1",
                "rocket  | 200 | {\"success\":false} | client-error | 1",
                "generic-hmac | 413 | no | too-large | 1"
            })
    void aRefusalIsAlsoSeenWhereTheStatusSaysOtherwise(
            String type, int status, String body, String reason, int requests) throws Exception {
        providers.answers("team", aResponse().withStatus(status).withBody(body));
        try (RunningGateway gateway = start(type, keys(type))) {
            gateway.append(Samples.event("long"));
            gateway.awaitIdle(PATIENCE);
            assertThat(gateway.deadLetters("team"))
                    .extracting(DeadLetter::reason)
                    .containsExactly(reason);
        }
        assertThat(providers.requests("team")).hasSize(requests);
        if (requests == 2) {
            assertThat(providers.requests("team").get(1).getBody())
                    .as("rendered smaller")
                    .hasSizeLessThan(providers.requests("team").get(0).getBody().length);
        }
    }

    @Test
    void teamsFailuresInASuccessAreTriedAgain() throws Exception {
        for (String error : new String[] {"HTTP error 503", "HTTP error 429 with ContextId"}) {
            providers.reset();
            providers.answersFirst("team", answer(error));
            Path own = Files.createDirectory(folder.resolve(error.replace(' ', '-')));
            try (RunningGateway gateway = RunningGateway.start(
                    own, Map.of("provider.team.type", "msteams", "provider.team.address", providers.address("team")))) {
                gateway.append(Samples.event("acr-push"));
                await().atMost(PATIENCE).until(() -> !providers.requests("team").isEmpty());
                String outcome = error.contains("503") ? "retry" : "rate-limited";
                await().atMost(PATIENCE).until(() -> gateway.attempts(outcome) == 1);
            }
        }
    }

    private static ResponseDefinitionBuilder answer(String body) {
        return aResponse().withStatus(200).withBody("Webhook message delivery failed with error: " + body);
    }

    @Test
    void rocketIsNeverSentAnEmptyPayload() throws Exception {
        Path template = Files.writeString(folder.resolve("nothing.jsonata"), "{}");
        try (RunningGateway gateway = start("rocket", "provider.team.template", "file:" + template)) {
            gateway.append(Samples.event("acr-push"));
            gateway.awaitIdle(PATIENCE);
            assertThat(gateway.deadLetters("team"))
                    .extracting(DeadLetter::reason)
                    .containsExactly("mapping");
        }
        assertThat(providers.requests("team")).isEmpty();
    }
}
