package dev.caravan;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import dev.caravan.journal.DeadLetter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** The journal in Kafka, before a real broker: what holds of the file holds of it, and what only replicas can do. */
final class KafkaTest {
    private static final Duration SOON = Duration.ofMinutes(1);
    private static final Pattern TAG = Pattern.compile("([a-z]+)[:@](\\d+)");

    @SuppressWarnings("NullAway.Init") // before all
    private static KafkaBroker broker;

    @TempDir
    private Path folder;

    private final FakeProviders providers = new FakeProviders();
    private String topic = "";

    @BeforeAll
    static void startBroker() throws Exception {
        broker = KafkaBroker.start(Files.createTempDirectory(Files.createDirectories(Path.of("target")), "kafka-test"));
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    /** Each test has topics and groups of its own. */
    @BeforeEach
    void name(TestInfo test) {
        topic = test.getTestMethod().orElseThrow().getName();
    }

    @AfterEach
    void stopProviders() {
        providers.close();
    }

    private RunningGateway gateway(String name, Map<String, String> more) throws Exception {
        Map<String, String> properties = new TreeMap<>(Map.of(
                "provider.team.type", "generic",
                "provider.team.address", providers.address("team"),
                "channel.publish", "kafka:" + topic + "?brokers={{kafka.brokers}}",
                "channel.subscribe", "kafka:" + topic + "?brokers={{kafka.brokers}}&groupId=" + topic + "-{{name}}",
                "channel.dead", "kafka:" + topic + "-dead?brokers={{kafka.brokers}}",
                "kafka.deliveries", topic + "-deliveries"));
        properties.putAll(more);
        return KafkaGateway.start(folder.resolve(name), broker, properties);
    }

    private List<String> told() {
        return providers.messages("team").stream()
                .map(LoggedRequest::getBodyAsString)
                .map(KafkaTest::tag)
                .toList();
    }

    private static String tag(String body) {
        Matcher matcher = TAG.matcher(body);
        return matcher.find() ? matcher.group(1) + matcher.group(2) : body;
    }

    private static String post(RunningGateway gateway, String image, int tag) throws Exception {
        return gateway.post("/webhook", KafkaGateway.push(image, Integer.toString(tag)))
                .body();
    }

    @Test
    void anEventIsToldOnceAndNothingIsWrittenToTheDisk() throws Exception {
        try (RunningGateway gateway = gateway("one", Map.of())) {
            assertThat(post(gateway, "a", 1)).contains("\"status\":\"accepted\"");
            await().atMost(SOON).until(() -> told().equals(List.of("a1")));
            await().atMost(SOON).until(() -> gateway.journal().lag("team").events() == 0);

            assertThat(gateway.management("/api/events")).contains("\"source\":\"acr\"");
            await().until(() -> gateway.journal().counts().events() == 1); // what is asked of the brokers now and then
            assertThat(gateway.count("journal_commit_seconds")).isNotNegative();
        }
        assertThat(folder.resolve("one/data")).doesNotExist();
        assertThat(folder.resolve("one").toFile().list()).containsExactly("application.properties");
    }

    @Test
    void theSameDeliveryIsKnownEvenToAnotherReplicaAndAfterARestart() throws Exception {
        try (RunningGateway one = gateway("one", Map.of())) {
            assertThat(post(one, "a", 1)).contains("accepted");
            assertThat(post(one, "a", 1)).contains("duplicate");
            try (RunningGateway two = gateway("two", Map.of())) {
                assertThat(post(two, "a", 1)).contains("duplicate");
            }
        }
        try (RunningGateway again = gateway("one", Map.of())) {
            assertThat(post(again, "a", 1)).contains("duplicate");
            assertThat(again.journal().counts().events()).isLessThanOrEqualTo(1);
        }
    }

    @Test
    void aDeadLetterIsSeenAndReplayedAtAnyReplica() throws Exception {
        providers.answersFirst("POST", "team", aResponse().withStatus(400));
        try (RunningGateway one = gateway("one", Map.of());
                RunningGateway two = gateway("two", Map.of())) {
            post(one, "a", 1);
            await().atMost(SOON).until(() -> one.deadLetters("team").size() == 1);
            await().atMost(SOON).until(() -> two.deadLetters("team").size() == 1);
            DeadLetter letter = two.deadLetters("team").get(0);

            assertThat(two.management("/api/dead-letters/" + letter.id())).contains("\"body\":{", "a.azurecr.io");
            assertThat(two.manage("POST", "/api/dead-letters/" + letter.id() + "/replay")
                            .statusCode())
                    .isEqualTo(202);

            await().atMost(SOON).until(() -> told().size() == 2);
            await().atMost(SOON).until(() -> one.deadLetters("team").isEmpty());
            assertThat(two.deadLetters("team")).isEmpty();
            assertThat(two.manage("POST", "/api/dead-letters/" + letter.id() + "/replay")
                            .statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void aDeadLetterOfOneLaneIsReplayedByThatLaneAlone() throws Exception {
        providers.answersFirst("POST", "team", aResponse().withStatus(400));
        Map<String, String> more =
                Map.of("provider.other.type", "generic", "provider.other.address", providers.address("other"));
        try (RunningGateway gateway = gateway("one", more)) {
            post(gateway, "a", 1);
            await().atMost(SOON).until(() -> gateway.deadLetters("team").size() == 1);
            gateway.manage(
                    "POST",
                    "/api/dead-letters/" + gateway.deadLetters("team").get(0).id() + "/replay");
            await().atMost(SOON).until(() -> told().size() == 2);
            post(gateway, "a", 2);
            await().atMost(SOON).until(() -> told().size() == 3);
            await().atMost(SOON).until(() -> providers.messages("other").size() >= 2);

            assertThat(providers.messages("other")).hasSize(2);
        }
    }

    /** The client's own limits would expel a member that does not poll for so long. */
    @Test
    void aLaneThatRepeatsKeepsItsPartitionsAndTheOrder() throws Exception {
        providers.answersPost("team", aResponse().withStatus(503));
        Map<String, String> more = Map.of(
                "channel.subscribe",
                "kafka:" + topic + "?brokers={{kafka.brokers}}&groupId=" + topic
                        + "-{{name}}&maxPollIntervalMs=2000&sessionTimeoutMs=6000");
        try (RunningGateway gateway = gateway("one", more)) {
            for (int tag = 1; tag <= 5; tag++) {
                post(gateway, "a", tag);
            }
            await().pollDelay(Duration.ofSeconds(5)).atMost(SOON).until(() -> told().size() > 20);
            assertThat(told()).containsOnly("a1");
            providers.answersPost("team", aResponse().withStatus(200));
            await().atMost(SOON).until(() -> told().contains("a5"));

            assertThat(told().stream().distinct()).containsExactly("a1", "a2", "a3", "a4", "a5");
            assertThat(told().stream().filter("a2"::equals)).hasSize(1);
        }
    }

    @Test
    void replicasShareTheWorkAndTakeItOverFromEachOther() throws Exception {
        Map<String, String> more = Map.of("provider.team.concurrency", "4");
        providers.answersPost("team", aResponse().withStatus(200).withFixedDelay(20));
        List<String> sent = new ArrayList<>();
        int last;
        try (RunningGateway one = gateway("one", more)) {
            send(one, sent, 0, 60);
            try (RunningGateway two = gateway("two", more)) {
                AtomicInteger next = new AtomicInteger(60);
                await().atMost(SOON).until(() -> {
                    int from = next.getAndAdd(10);
                    send(one, sent, from, from + 10);
                    return two.attempts("delivered") > 5;
                });
                send(two, sent, next.get(), next.get() + 40);
                last = next.get() + 40;
            }
            send(one, sent, last, last + 20);
            await().atMost(SOON).until(() -> told().containsAll(sent));
            await().atMost(SOON).until(() -> one.journal().lag("team").events() == 0);
        }
        assertThat(told()).hasSizeLessThan(sent.size() + 10);
        IntStream.range(0, 10)
                .mapToObj(image -> "img" + (char) ('a' + image))
                .forEach(image -> assertThat(told().stream()
                                .filter(each -> each.startsWith(image))
                                .map(each -> Integer.parseInt(each.substring(image.length())))
                                .distinct())
                        .isSorted());
    }

    private static void send(RunningGateway gateway, List<String> sent, int from, int to) throws Exception {
        for (int number = from; number < to; number++) {
            String image = "img" + (char) ('a' + number % 10);
            post(gateway, image, number);
            sent.add(image + number);
        }
    }

    @Test
    void whatAPartitionGotBeforeALaneKnewOfItIsTold() throws Exception {
        try (RunningGateway gateway = gateway("one", Map.of());
                Admin admin = broker.admin()) {
            post(gateway, "a", 1);
            await().atMost(SOON).until(() -> told().size() == 1);
            admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(12)))
                    .all()
                    .get();
        }
        List<String> sent = new ArrayList<>(List.of("a1"));
        // this lane is another's: the events come in while nobody reads for the team
        try (RunningGateway gateway = gateway(
                "two",
                Map.of(
                        "provider.team.type",
                        "console",
                        "provider.team.address",
                        "",
                        "provider.team.suspend",
                        "true",
                        "channel.subscribe",
                        "kafka:" + topic + "?brokers={{kafka.brokers}}&groupId=" + topic + "-x-{{name}}"))) {
            send(gateway, sent, 0, 40);
        }
        try (RunningGateway gateway = gateway("one", Map.of())) {
            await().atMost(SOON).until(() -> told().containsAll(sent));
            assertThat(gateway.deadLetters("team")).isEmpty();
        }
    }

    @Test
    void aNewLaneBeginsAtTheEnd() throws Exception {
        try (RunningGateway gateway =
                gateway("one", Map.of("provider.team.type", "console", "provider.team.address", ""))) {
            post(gateway, "a", 1);
            await().atMost(SOON).until(() -> gateway.journal().lag("team").events() == 0);
        }
        String subscribe = "kafka:" + topic + "?brokers={{kafka.brokers}}&groupId=" + topic + "-new-{{name}}";
        try (RunningGateway gateway = gateway("one", Map.of("channel.subscribe", subscribe))) {
            post(gateway, "a", 2);
            await().atMost(SOON).until(() -> told().contains("a2"));
            assertThat(told()).containsExactly("a2");
        }
    }

    @Test
    void whatASenderSaysInHeadersSteersNoProducer() throws Exception {
        try (RunningGateway gateway = gateway("one", Map.of());
                Admin admin = broker.admin()) {
            gateway.post(
                    "/webhook?kafka.OVERRIDE_TOPIC=stolen&CamelKafkaOverrideTopic=stolen",
                    KafkaGateway.push("a", "1"),
                    "kafka.OVERRIDE_TOPIC",
                    "stolen",
                    "CamelKafkaOverrideTopic",
                    "stolen",
                    "kafka.PARTITION_KEY",
                    "99",
                    "CamelKafkaKey",
                    "stolen",
                    "lane",
                    "nobody");
            await().atMost(SOON).until(() -> told().equals(List.of("a1")));

            assertThat(admin.listTopics().names().get())
                    .doesNotContain("stolen")
                    .contains(topic);
        }
    }
}
