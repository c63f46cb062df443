package dev.caravan;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.caravan.authentication.Sender;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What sources demand, through the whole gateway with the shipped sources. */
final class AuthenticationTest {
    private static final String COMMON = "common-of-the-canary";
    private static final String SIGNING = "whsec_" + Sender.SECRET;

    @TempDir
    Path folder;

    private Logs logs;

    @BeforeEach
    void listen() {
        logs = Logs.capture();
    }

    @AfterEach
    void noSecretWasLogged() {
        logs.close();
        assertThat(logs.lines())
                .noneMatch(line -> Stream.of(Sender.SECRET, Sender.PREVIOUS, Sender.OTHER, COMMON)
                        .anyMatch(line::contains));
    }

    private Path secret(String name, Map<String, String> files) throws Exception {
        Path secret = Files.createDirectories(folder.resolve("secrets").resolve(name));
        for (Map.Entry<String, String> file : files.entrySet()) {
            Files.writeString(secret.resolve(file.getKey()), file.getValue());
        }
        return secret;
    }

    private RunningGateway start(Map<String, String> properties) throws Exception {
        Map<String, String> all = new TreeMap<>(Map.of("secrets.interval", "20ms"));
        all.putAll(properties);
        return RunningGateway.start(folder, all);
    }

    private static String sample(String file) {
        return Samples.read(RunningGateway.ROUTES.resolve("sources").resolve(file));
    }

    private static Map<String, String> proof(String sender, String secret, String body) throws Exception {
        return Objects.requireNonNull(Sender.all().get(sender))
                .headers()
                .of(secret, body.getBytes(UTF_8), Instant.now().getEpochSecond());
    }

    private static HttpResponse<String> post(
            RunningGateway gateway, String path, String body, Map<String, String> proof, String... more)
            throws Exception {
        String[] headers = Stream.concat(
                        proof.entrySet().stream().flatMap(header -> Stream.of(header.getKey(), header.getValue())),
                        Stream.of(more))
                .toArray(String[]::new);
        HttpResponse<String> answer = gateway.post(path, body, headers);
        assertThat(answer.body() + answer.headers())
                .doesNotContain(Sender.SECRET, Sender.PREVIOUS, Sender.OTHER, COMMON);
        return answer;
    }

    private static void isTaken(HttpResponse<String> answer, String status) throws Exception {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        assertThat(Samples.JSON.readTree(answer.body()).path("status").asText()).isEqualTo(status);
    }

    private static void isRefused(HttpResponse<String> answer, String code) throws Exception {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(401);
        assertThat(Samples.JSON.readTree(answer.body()).path("code").asText()).isEqualTo(code);
    }

    @Test
    void aSecretOfGitHubMeansItsSignatureWhereverItsPayloadIsPosted() throws Exception {
        secret("hook", Map.of("token", Sender.SECRET));
        try (RunningGateway gateway = start(Map.of("source.github.secret", "hook"))) {
            String push = sample("github/samples/push.json");
            Map<String, String> proof = proof("github", Sender.SECRET, push);
            for (String path : new String[] {"/webhook/github", "/webhook"}) {
                isRefused(post(gateway, path, push, Map.of()), "invalid-signature");
                isRefused(post(gateway, path, push + " ", proof), "invalid-signature");
                isRefused(
                        post(gateway, path, push, Map.of("Authorization", "Bearer " + Sender.SECRET)),
                        "invalid-signature");
            }
            isTaken(post(gateway, "/webhook/github", push, proof, "X-GitHub-Delivery", "1"), "accepted");
            isTaken(post(gateway, "/webhook", push, proof, "X-GitHub-Delivery", "2"), "accepted");
            assertThat(post(gateway, "/webhook/github/" + Sender.SECRET, push, Map.of())
                            .statusCode())
                    .isEqualTo(404);

            String form = "payload=" + URLEncoder.encode(push, UTF_8);
            String[] type = {"Content-Type", "application/x-www-form-urlencoded", "X-GitHub-Event", "push"};
            for (String path : new String[] {"/webhook/github", "/webhook"}) {
                assertThat(post(gateway, path, form, proof("github", Sender.SECRET, form), type)
                                .statusCode())
                        .isEqualTo(202);
                isRefused(post(gateway, path, form, proof, type), "invalid-signature");
            }
        }
    }

    @Test
    void aWrapperVouchesOnlyForWhatHasNoSchemeOfItsOwn() throws Exception {
        String push = sample("google-pubsub/samples/artifact_registry.json");
        try (RunningGateway gateway = start(Map.of("webhook.token", COMMON))) {
            isTaken(post(gateway, "/webhook/google-pubsub/" + COMMON, push, Map.of()), "accepted");
        }
        Map<String, String> open = Map.of("webhook.token", COMMON, "source.google-pubsub.auth", "none");
        try (RunningGateway gateway = start(open)) {
            isRefused(post(gateway, "/webhook/google-pubsub", push, Map.of()), "invalid-token");
        }
        secret("inside", Map.of("token", Sender.SECRET));
        Map<String, String> inside = Map.of(
                "source.google-artifact-registry.secret", "inside", "source.google-artifact-registry.auth", "hmac");
        try (RunningGateway gateway = start(inside)) {
            for (String path : new String[] {"/webhook/google-pubsub", "/webhook"}) {
                isRefused(post(gateway, path, push, Map.of()), "invalid-signature");
                isRefused(post(gateway, path, push, proof("hmac", Sender.OTHER, push)), "invalid-signature");
                assertThat(post(gateway, path, push, proof("hmac", Sender.SECRET, push))
                                .statusCode())
                        .isEqualTo(202);
            }
        }
    }

    @Test
    void aSignedIdIsKnownAgainWhateverElseARepeatChanges() throws Exception {
        secret("hook", Map.of("token", SIGNING));
        try (RunningGateway gateway = start(Map.of(
                "source.gitlab.secret",
                "hook",
                "source.message.secret",
                "hook",
                "source.message.auth",
                "standard-webhooks"))) {
            String push = sample("gitlab/samples/push.json");
            Map<String, String> first = proof("standard-webhooks", SIGNING, push);
            isTaken(post(gateway, "/webhook/gitlab", push, first, "Idempotency-Key", "1"), "accepted");
            isTaken(post(gateway, "/webhook/gitlab", push, first, "Idempotency-Key", "2"), "duplicate");
            isTaken(post(gateway, "/webhook", push, first, "Idempotency-Key", "3"), "duplicate");
            Map<String, String> second = proof("standard-webhooks", SIGNING, push);
            isTaken(post(gateway, "/webhook/gitlab", push, second, "Idempotency-Key", "1"), "accepted");

            String note = "{\"title\":\"Backup\",\"message\":\"done\"}"; // whose source gives no id
            Map<String, String> once = proof("svix", SIGNING, note);
            isTaken(post(gateway, "/webhook/message", note, once), "accepted");
            isTaken(post(gateway, "/webhook/message", note, once), "duplicate");
            isTaken(post(gateway, "/webhook/message", note, proof("svix", SIGNING, note)), "accepted");
        }
    }

    /** Each sender posts to a source of its own, so that one gateway shows them all. */
    @Test
    void noSecretOfAnySchemeIsShown() throws Exception {
        Map<String, String> senders = new TreeMap<>();
        Map<String, String> properties = new TreeMap<>(Map.of("webhook.token", COMMON));
        Iterator<String> sources = Samples.sources().iterator();
        for (Map.Entry<String, Sender> sender : Sender.all().entrySet()) {
            String source = sources.next();
            senders.put(source, sender.getKey());
            properties.put("source." + source + ".auth", sender.getValue().scheme());
            properties.put("source." + source + ".secret", source);
            sender.getValue()
                    .options()
                    .forEach((option, value) -> properties.put("source." + source + ".auth." + option, value));
            secret(
                    source,
                    sender.getValue().scheme().equals("basic")
                            ? Map.of("username", "robot", "password", Sender.SECRET, "password.next", Sender.PREVIOUS)
                            : Map.of("token", Sender.SECRET, "token.next", Sender.PREVIOUS));
        }
        try (RunningGateway gateway = start(properties)) {
            String body = "{\"unknown\": true}";
            for (Map.Entry<String, String> sender : senders.entrySet()) {
                String path = "/webhook/" + sender.getKey();
                for (String secret : new String[] {Sender.SECRET, Sender.PREVIOUS}) {
                    isTaken(post(gateway, path, body, proof(sender.getValue(), secret, body)), "parked");
                }
                assertThat(post(gateway, path, body, proof(sender.getValue(), Sender.OTHER, body))
                                .statusCode())
                        .isEqualTo(401);
                assertThat(post(gateway, path + "/" + Sender.OTHER, body, Map.of())
                                .statusCode())
                        .isEqualTo(404);
            }
            String shown = gateway.management("/observe/metrics")
                    + gateway.management("/api/dead-letters")
                    + gateway.management("/api/providers")
                    + gateway.explain("{\"text\": \"" + Sender.SECRET + "\"}")
                    + gateway.configuration;
            assertThat(shown).doesNotContain(Sender.SECRET, Sender.PREVIOUS, Sender.OTHER, COMMON);
        }
    }

    private boolean rotated(int times) {
        return logs.lines().stream()
                        .filter(line -> line.contains("Source gitea goes on with its changed secret"))
                        .count()
                == times;
    }

    @Test
    void aSecretIsRotatedWithoutARefusalAndOneThatIsLostStaysInForce() throws Exception {
        Path hook = secret("hook", Map.of("token", Sender.PREVIOUS));
        try (RunningGateway gateway = start(Map.of("source.gitea.secret", "hook"))) {
            String push = sample("gitea/samples/issue.json");
            Map<String, String> before = proof("gitea", Sender.PREVIOUS, push);
            Map<String, String> after = proof("gitea", Sender.SECRET, push);
            isTaken(post(gateway, "/webhook/gitea", push, before), "ignored");
            isRefused(post(gateway, "/webhook/gitea", push, after), "invalid-signature");

            Files.writeString(hook.resolve("token.next"), Sender.SECRET);
            await().atMost(Duration.ofMinutes(1)).until(() -> rotated(1));
            isTaken(post(gateway, "/webhook/gitea", push, before), "ignored");
            isTaken(post(gateway, "/webhook/gitea", push, after), "ignored");

            Files.delete(hook.resolve("token"));
            await().atMost(Duration.ofMinutes(1)).until(() -> rotated(2));
            isRefused(post(gateway, "/webhook/gitea", push, before), "invalid-signature");
            isTaken(post(gateway, "/webhook/gitea", push, after), "ignored");

            Files.delete(hook.resolve("token.next"));
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> logs.lines().stream().anyMatch(line -> line.contains("stays in force")));
            isRefused(post(gateway, "/webhook/gitea", push, Map.of()), "invalid-signature");
            isTaken(post(gateway, "/webhook/gitea", push, after), "ignored");
        }
    }
}
