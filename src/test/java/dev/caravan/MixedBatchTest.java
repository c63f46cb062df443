package dev.caravan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.journal.DeadLetter;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An array whose elements are of several formats, or of none, through the whole gateway. */
final class MixedBatchTest {
    private static final String UNKNOWN = "{\"nobody\":\"knows\"}";
    private static final String ARTIFACT =
            "{\"action\":\"INSERT\",\"tag\":\"europe-docker.pkg.dev/startkubernetes/web/sk-web:1\"}";
    private static RunningGateway gateway;
    private Set<String> before = Set.of();

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

    @BeforeEach
    void remember() throws Exception {
        before = new HashSet<>(messages());
        for (DeadLetter letter : letters()) {
            gateway.journal().forget(letter.id()).get();
        }
    }

    private static List<DeadLetter> letters() {
        return gateway.journal().deadLetters(1000, null, null);
    }

    private static List<String> messages() throws Exception {
        return Samples.JSON
                .readTree(gateway.management("/api/events?limit=500"))
                .findValuesAsText("message");
    }

    /** What was recorded since the test began. */
    private Set<String> told() throws Exception {
        return messages().stream().filter(message -> !before.contains(message)).collect(Collectors.toSet());
    }

    private static String acr(String tag) {
        return "{\"id\":\"%s\",\"action\":\"push\",\"target\":{\"repository\":\"web\",\"tag\":\"%s\"}}"
                .formatted(tag, tag);
    }

    private static String hub(String tag) {
        return "{\"push_data\":{\"tag\":\"%s\"},\"repository\":{\"repo_name\":\"sk/web\"}}".formatted(tag);
    }

    private static String array(String... elements) {
        return Stream.of(elements).collect(Collectors.joining(",", "[", "]"));
    }

    private static void isAnswered(HttpResponse<String> answer, String source, String status) throws Exception {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        JsonNode json = Samples.JSON.readTree(answer.body());
        assertThat(json.path("source").asText() + " " + json.path("status").asText())
                .isEqualTo(source + " " + status);
    }

    @Test
    void eachElementBecomesTheEventOfItsOwnFormat() throws Exception {
        isAnswered(gateway.post("/webhook", array(acr("a1"), hub("h1"))), "acr", "accepted");
        assertThat(told()).containsExactlyInAnyOrder("Pushed image web:a1", "Pushed image sk/web:h1");
        assertThat(gateway.management("/api/events")).contains("\"source\":\"acr\"", "\"source\":\"dockerhub\"");
        assertThat(letters()).isEmpty();
    }

    @Test
    void theSameArrayIsADuplicateAndOneThatDiffersInAnyElementIsNot() throws Exception {
        isAnswered(gateway.post("/webhook", array(acr("a2"), hub("h2"))), "acr", "accepted");
        isAnswered(gateway.post("/webhook", array(acr("a2"), hub("h2"))), "acr", "duplicate");
        isAnswered(gateway.post("/webhook", array(acr("a2"), hub("h3"))), "acr", "accepted");
    }

    @Test
    void whatNobodyRecognisesAmongOthersIsParkedInOnePiece() throws Exception {
        isAnswered(
                gateway.post("/webhook", array(acr("a3"), UNKNOWN, "7", "null", "[]", "[" + hub("h3") + "]")),
                "acr",
                "accepted");
        assertThat(told()).containsExactly("Pushed image web:a3");
        assertThat(letters())
                .extracting(DeadLetter::body)
                .as("null is nothing to keep")
                .containsExactly(array(UNKNOWN, "7", "[]", "[" + hub("h3") + "]"));
    }

    @Test
    void anArrayOfNothingKnownIsParkedAsItIs() throws Exception {
        isAnswered(gateway.post("/webhook", array(UNKNOWN, UNKNOWN)), "null", "parked");
        isAnswered(gateway.post("/webhook", "[]"), "null", "parked");
        assertThat(letters()).extracting(DeadLetter::body).containsExactlyInAnyOrder(array(UNKNOWN, UNKNOWN), "[]");
    }

    @Test
    void aTextIsParkedWhateverItSays() throws Exception {
        String ping = "\"{\\\"action\\\":\\\"ping\\\"}\"";
        isAnswered(gateway.post("/webhook", "\"text\""), "null", "parked");
        isAnswered(gateway.post("/webhook", ping), "null", "parked");
        assertThat(letters()).extracting(DeadLetter::body).containsExactlyInAnyOrder("\"text\"", ping);
    }

    @Test
    void anArrayThatIsTooLongIsParkedAsItIs() throws Exception {
        String most = array(Collections.nCopies(2000, acr("a4")).toArray(String[]::new));
        String more = array(Collections.nCopies(2001, acr("a5")).toArray(String[]::new));
        isAnswered(gateway.post("/webhook", most), "acr", "accepted");
        isAnswered(gateway.post("/webhook", more), "null", "parked");
        assertThat(letters()).extracting(DeadLetter::body).containsExactly(more);
    }

    @Test
    void aBatchThatHoldsAValidationIsAnsweredWithItAndTheRestIsRecorded() throws Exception {
        String validation = Samples.read(
                        RunningGateway.ROUTES.resolve("sources/eventgrid-validation/samples/validation.json"))
                .strip();
        String element = validation.substring(1, validation.length() - 1);
        HttpResponse<String> answer = gateway.post("/webhook", array(acr("a6"), element));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("validationResponse");
        assertThat(told()).containsExactly("Pushed image web:a6");
    }

    @Test
    void aPathTakesOnlyTheElementsOfItsSource() throws Exception {
        isAnswered(gateway.post("/webhook/acr", array(hub("h7"), acr("a7"))), "acr", "accepted");
        assertThat(told()).containsExactly("Pushed image web:a7");
        assertThat(letters())
                .singleElement()
                .satisfies(letter -> assertThat(letter.body() + letter.source()).isEqualTo(array(hub("h7")) + "acr"));
        assertThat(gateway.post("/webhook/acr", array(hub("h7"))).statusCode()).isEqualTo(422);
    }

    @ParameterizedTest
    @ValueSource(strings = {"first", "last"})
    void anArrayIsNoWayAroundTheProofThatASourceDemands(String place) throws Exception {
        String artifact = ARTIFACT.replace("sk-web:1", "sk-web:" + place);
        String body = place.equals("first") ? array(artifact, acr("b8")) : array(acr("a8"), artifact);
        assertThat(gateway.post("/webhook", body).statusCode()).isEqualTo(401);
        assertThat(told()).isEmpty();
        assertThat(gateway.post("/webhook", body, "Authorization", "Bearer a-token-of-its-own")
                        .statusCode())
                .isEqualTo(202);
        assertThat(told()).hasSize(2);
    }

    @Test
    void anArrayInAWrapperIsTakenApartToo() throws Exception {
        String sns = Samples.JSON.writeValueAsString(Map.of(
                "Type",
                "Notification",
                "TopicArn",
                "arn:aws:sns:eu-central-1:1:t",
                "MessageId",
                "m9",
                "Timestamp",
                "2026-11-21T18:00:00Z",
                "Message",
                array(acr("a9"), UNKNOWN, hub("h9"))));
        isAnswered(gateway.post("/webhook", sns), "acr", "accepted");
        isAnswered(gateway.post("/webhook", sns), "acr", "duplicate");
        assertThat(told()).containsExactlyInAnyOrder("Pushed image web:a9", "Pushed image sk/web:h9");
        assertThat(gateway.management("/api/events")).contains("\"timestamp\":\"2026-11-21T18:00:00Z\"");
        isAnswered(gateway.post("/webhook", array(sns.replace("m9", "m10").replace("a9", "a10"))), "acr", "accepted");
        assertThat(letters())
                .extracting(DeadLetter::body)
                .containsOnly(array(UNKNOWN))
                .hasSize(3);
    }

    @Test
    void whereNothingUnrecognisedIsWantedTheWholeArrayIsRefused(@TempDir Path other) throws Exception {
        try (RunningGateway strict = RunningGateway.start(other, Map.of("webhook.unrecognised", "reject"));
                Logs logs = Logs.capture()) {
            HttpResponse<String> answer = strict.post("/webhook", array(acr("a11"), UNKNOWN));
            assertThat(answer.statusCode()).isEqualTo(422);
            assertThat(answer.body()).contains("\"code\":\"unrecognised\"");
            assertThat(strict.management("/api/events")).doesNotContain("a11");
            assertThat(strict.journal().deadLetters(10, null, null)).isEmpty();
            assertThat(logs.lines())
                    .filteredOn(line -> line.contains("Rejected request"))
                    .hasSize(1);
        }
    }

    @Test
    void explainTellsOfEachElement() throws Exception {
        JsonNode told = Samples.JSON.readTree(gateway.explain(array(acr("a12"), UNKNOWN, hub("h12"))));
        assertThat(told.path("status").asText()).isEqualTo("accepted");
        assertThat(told.path("events").findValuesAsText("message"))
                .containsExactly("Pushed image web:a12", "Pushed image sk/web:h12");
        assertThat(letters()).isEmpty();
    }
}
