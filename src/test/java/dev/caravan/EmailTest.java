package dev.caravan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.caravan.journal.DeadLetter;
import jakarta.mail.internet.MimeMessage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Mail on the wire: to a real server, and to one that refuses it in every way. */
final class EmailTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    private RunningGateway start(int port, String... more) throws Exception {
        Map<String, String> properties = new TreeMap<>(Map.of(
                "type", "email",
                "address", "ops@example.com, dev@example.com",
                "from", "Caravan <caravan@example.com>",
                "host", "127.0.0.1",
                "port", Integer.toString(port),
                "tls", "none",
                "rate", "0"));
        for (int at = 0; at < more.length; at += 2) {
            properties.put(more[at], more[at + 1]);
        }
        Map<String, String> all = new TreeMap<>();
        properties.forEach((key, value) -> all.put("provider.team." + key, value));
        return RunningGateway.start(folder, all);
    }

    private static void awaitHeld(RunningGateway gateway) {
        await().atMost(PATIENCE)
                .until(() -> gateway.management("/api/providers").contains("Unauthorised"));
    }

    @Test
    void eachRecipientGetsSubjectAndText() throws Exception {
        try (FakeMail mail = new FakeMail()) {
            try (RunningGateway gateway = start(mail.port())) {
                gateway.append(Samples.event("flux-error"));
                gateway.awaitIdle(PATIENCE);
            }
            assertThat(mail.mails()).hasSize(2);
            MimeMessage sent = mail.mails().get(0);
            assertThat(sent.getSubject())
                    .isEqualTo("🚨 kustomization/sk-web.apps: Deployment/apps/sk-web dry-run failed:");
            assertThat(sent.getHeader("To", null)).isEqualTo("ops@example.com, dev@example.com");
            assertThat(sent.getHeader("Auto-Submitted", null)).isEqualTo("auto-generated");
            assertThat(FakeMail.text(sent)).contains("spec.replicas: Invalid value: -3", "cluster: eu-1");
        }
    }

    @Test
    void withACorrectPasswordIsWritten() throws Exception {
        try (FakeMail mail = new FakeMail()) {
            mail.demandsLogin("caravan", Variant.CANARY);
            try (RunningGateway gateway = start(mail.port(), "username", "caravan", "password", Variant.CANARY)) {
                gateway.append(Samples.event("acr-push"));
                gateway.awaitIdle(PATIENCE);
            }
            assertThat(mail.mails()).hasSize(2);
        }
    }

    @Test
    void aWrongPasswordHoldsTheLaneAndIsShownNowhere() throws Exception {
        try (Logs logs = Logs.capture();
                FakeMail mail = new FakeMail()) {
            mail.demandsLogin("caravan", "another");
            try (RunningGateway gateway = start(mail.port(), "username", "caravan", "password", Variant.CANARY)) {
                gateway.append(Samples.event("acr-push"));
                awaitHeld(gateway);
                assertThat(gateway.deadLetters("team")).isEmpty();
                assertThat(gateway.management("/api/providers"))
                        .contains("correct username and password")
                        .doesNotContain(Variant.CANARY, "ops@example.com");
                assertThat(gateway.explain(
                                Samples.read(RunningGateway.ROUTES.resolve("sources/acr/samples/push.json"))))
                        .contains("Pushed image", "Subject")
                        .doesNotContain(Variant.CANARY, "ops@example.com");
            }
            assertThat(mail.mails()).isEmpty();
            assertThat(String.join("\n", logs.lines())).doesNotContain(Variant.CANARY);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "EHLO, 421 4.3.2 too busy",
        "MAIL, 451 4.3.0 later",
        "RCPT, 450 4.2.0 greylisted",
        "DATA, 452 4.3.1 no room",
        "., 451 4.7.0 scanner is away"
    })
    void aReplyThatSaysLaterIsTriedAgainAsTheSameMail(String command, String reply) throws Exception {
        try (ScriptedSmtp server = new ScriptedSmtp()) {
            if (command.equals("EHLO")) {
                server.replies("greeting", reply);
            } else {
                server.replies(command, reply);
            }
            try (RunningGateway gateway = start(server.port(), "address", "ops@example.com")) {
                gateway.append(Samples.event("acr-push"));
                gateway.awaitIdle(PATIENCE);
                assertThat(gateway.deadLetters("team")).isEmpty();
                assertThat(gateway.attempts("delivered")).isEqualTo(1);
                assertThat(gateway.attempts("retry")).isEqualTo(1);
            }
            assertThat(server.lines().stream()
                            .filter(line -> line.startsWith("Message-ID:"))
                            .distinct())
                    .singleElement()
                    .satisfies(line -> assertThat(line).endsWith("@caravan>"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "MAIL, 530 5.7.0 log in first, set username and password",
        "MAIL, 550 5.7.1 not you, correct from",
        "RCPT, 550 5.1.1 nobody here, correct the address"
    })
    void whatIsWrongForEveryMailHoldsTheLane(String command, String reply, String remedy) throws Exception {
        try (ScriptedSmtp server = new ScriptedSmtp().replies(command, reply)) {
            try (RunningGateway gateway = start(server.port(), "address", "ops@example.com")) {
                gateway.append(Samples.event("acr-push"));
                gateway.awaitIdle(PATIENCE);
                assertThat(gateway.deadLetters("team")).isEmpty();
                assertThat(gateway.attempts("unauthorised")).isEqualTo(1);
                assertThat(gateway.attempts("delivered")).isEqualTo(1);
            }
        }
    }

    @Test
    void aServerWithoutEncryptionGetsNoMailUnlessThatIsSaid() throws Exception {
        try (FakeMail mail = new FakeMail();
                RunningGateway gateway = start(mail.port(), "tls", "starttls")) {
            gateway.append(Samples.event("acr-push"));
            awaitHeld(gateway);
            assertThat(gateway.management("/api/providers")).contains("offers no STARTTLS");
            assertThat(mail.mails()).isEmpty();
        }
    }

    @Test
    void aMailThatIsRefusedIsADeadLetter() throws Exception {
        try (ScriptedSmtp server = new ScriptedSmtp().replies(".", "554 5.6.0 no such talk")) {
            List<DeadLetter> dead = deliver(server);
            assertThat(dead).singleElement().satisfies(letter -> {
                assertThat(letter.status()).isEqualTo(554);
                assertThat(letter.answer()).isEqualTo("message: 554 5.6.0 no such talk");
                assertThat(letter.attempts()).isEqualTo(1);
            });
        }
    }

    @Test
    void aMailThatIsTooLargeIsSentOnceMoreAndSmaller() throws Exception {
        try (ScriptedSmtp server = new ScriptedSmtp().replies(".", "552 5.3.4 too big")) {
            assertThat(deliver(server)).isEmpty();
            assertThat(server.lines().stream().filter("DATA"::equals)).hasSize(2);
        }
    }

    private List<DeadLetter> deliver(ScriptedSmtp server) throws Exception {
        try (RunningGateway gateway = start(server.port(), "address", "ops@example.com")) {
            gateway.append(Samples.event("long"));
            gateway.awaitIdle(PATIENCE);
            return gateway.deadLetters("team");
        }
    }

    @Test
    void aServerThatFallsSilentIsLeftWhenTheTimeIsOver() throws Exception {
        try (ScriptedSmtp server = new ScriptedSmtp().replies("MAIL", "250-" + "still\r\n250-".repeat(3) + "here")) {
            try (RunningGateway gateway = start(server.port(), "address", "ops@example.com", "timeout", "1s")) {
                gateway.append(Samples.event("acr-push"));
                gateway.awaitIdle(PATIENCE);
                assertThat(gateway.attempts("retry")).isEqualTo(1);
                assertThat(gateway.attempts("delivered")).isEqualTo(1);
            }
        }
    }

    @Test
    void anAddressThatIsNeverCalledIsNotCalledForMailEither() throws Exception {
        try (RunningGateway gateway = start(25, "host", "169.254.169.254")) {
            gateway.append(Samples.event("acr-push"));
            gateway.awaitIdle(PATIENCE);
            assertThat(gateway.deadLetters("team"))
                    .singleElement()
                    .satisfies(letter -> assertThat(letter.reason()).isEqualTo("address-refused"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{\"subject\": message, \"text\": message}"})
    void noTextOfAnEventBecomesAField(String template) throws Exception {
        String hostile =
                "x\r\nBcc: evil@example.com\r\n\r\nevil\u0000\u0085\u2028\r\n.\r\nMAIL FROM:<evil@example.com>";
        try (ScriptedSmtp server = new ScriptedSmtp()) {
            Path own = Files.writeString(folder.resolve("own.jsonata"), template);
            String[] more = template.isEmpty()
                    ? new String[] {"address", "ops@example.com"}
                    : new String[] {"address", "ops@example.com", "template", "file:" + own};
            try (RunningGateway gateway = start(server.port(), more)) {
                gateway.append(event(hostile));
                gateway.awaitIdle(PATIENCE);
                assertThat(gateway.attempts("delivered")).isEqualTo(1);
            }
            List<String> head = server.lines().subList(0, server.lines().indexOf(""));
            assertThat(head).noneMatch(line -> line.startsWith("Bcc") || line.startsWith("evil"));
            assertThat(server.lines().stream().filter(line -> line.startsWith("RCPT")))
                    .containsExactly("RCPT TO:<ops@example.com>");
            assertThat(server.lines()
                            .subList(server.lines().indexOf("."), server.lines().size()))
                    .containsExactly(".", "QUIT");
        }
    }

    private static Map<String, Object> event(String text) {
        Map<String, Object> event = new HashMap<>(Samples.event("flux-error"));
        event.put("message", text);
        event.put("involvedObject", Map.of("apiVersion", text, "kind", text, "namespace", text, "name", text));
        event.put("metadata", Map.of(text, text, "To", text, "Bcc", "evil@example.com"));
        return event;
    }
}
