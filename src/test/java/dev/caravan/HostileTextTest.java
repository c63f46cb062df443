package dev.caravan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Texts that strangers write, from their post to what each chat receives. */
final class HostileTextTest {
    private static final List<String> CHATS = List.of("slack", "discord", "msteams", "rocket");

    private static FakeProviders providers;
    private static RunningGateway gateway;
    private static Logs logs;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        logs = Logs.capture();
        providers = new FakeProviders();
        Map<String, String> properties = new HashMap<>();
        for (String chat : CHATS) {
            properties.put("provider." + chat + "-one.type", chat);
            properties.put("provider." + chat + "-one.address", providers.address(chat + "-one"));
            properties.put("provider." + chat + "-one.rate", "0");
        }
        properties.put("provider.discord-one.format", "embeds");
        gateway = RunningGateway.start(folder, properties);
    }

    @AfterAll
    static void stop() {
        gateway.close();
        providers.close();
        logs.close();
    }

    @BeforeEach
    void forget() {
        providers.reset();
    }

    /** What each chat was sent for a message with this text. */
    private static Told told(String text) throws Exception {
        double before = gateway.attempts("delivered");
        String body = Samples.json(Map.of("title", "Release", "message", text));
        assertThat(gateway.post("/webhook/message", body).statusCode()).isEqualTo(202);
        gateway.awaitIdle(Duration.ofSeconds(30));
        assertThat(gateway.attempts("delivered")).isEqualTo(before + CHATS.size());
        Map<String, JsonNode> told = new HashMap<>();
        for (String chat : CHATS) {
            told.put(
                    chat,
                    Samples.JSON.readTree(
                            providers.requests(chat + "-one").get(0).getBody()));
        }
        return new Told(told);
    }

    /** By chat. */
    private record Told(Map<String, JsonNode> messages) {
        JsonNode to(String chat) {
            return Objects.requireNonNull(messages.get(chat), chat);
        }
    }

    private static List<String> texts(JsonNode message) {
        List<String> texts = new ArrayList<>();
        message.forEach(member -> {
            if (member.isTextual()) {
                texts.add(member.asText());
            }
            texts.addAll(texts(member));
        });
        return texts;
    }

    @Test
    void controlCharactersStartNoLineAndTurnNoText_B20() throws Exception {
        String text = "b20 one\r\ntwo\u001b[31m three\u202egpj.exe";
        Told told = told(text);
        for (String chat : CHATS) {
            assertThat(String.join("\n", texts(told.to(chat))))
                    .contains("\\u001b", "\\u202e")
                    .doesNotContain("\u001b", "\u202e");
        }
        assertThat(logs.lines()).noneMatch(line -> line.contains("b20"));
    }

    @Test
    void slackMentionsNobodyAndLinksNothing_B21() throws Exception {
        JsonNode message =
                told("<!channel> <http://evil.example|release notes>").to("slack");
        assertThat(String.join("\n", texts(message)))
                .contains("&lt;!channel&gt;")
                .doesNotContain("<!channel>", "<http://evil");
    }

    @Test
    void discordMentionsNobody_B22() throws Exception {
        JsonNode message = told("@everyone @here <@&123>").to("discord");
        assertThat(message.at("/allowed_mentions/parse").isArray()).isTrue();
        assertThat(message.at("/allowed_mentions/parse")).isEmpty();
        assertThat(String.join("\n", texts(message))).doesNotContain("@everyone", "@here", "<@&");
    }

    /** A TextBlock knows Markdown and no HTML. */
    @Test
    void teamsLinksNothing_B23() throws Exception {
        JsonNode message = told("[click](javascript:alert(1)) <img src=x onerror=alert(1)>")
                .to("msteams");
        assertThat(String.join("\n", texts(message))).doesNotContain("[click](", "](javascript");
    }

    @Test
    void aLongTextIsCutToWhatEachTakes_B24() throws Exception {
        Told told = told("x".repeat(100_000));
        Map<String, Integer> limits = Map.of("slack", 45_000, "discord", 8_000, "msteams", 28_000, "rocket", 8_000);
        limits.forEach((chat, most) -> assertThat(told.to(chat).toString().getBytes(StandardCharsets.UTF_8))
                .as(chat)
                .hasSizeLessThan(most));
        assertThat(gateway.journal().deadLetters(10, null, null)).isEmpty();
    }

    @Test
    void noCharacterIsCutInTwo_B25() throws Exception {
        Told told = told("\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67\uD83D\uDE00".repeat(2000));
        told.messages()
                .forEach((chat, message) -> assertThat(texts(message))
                        .as(chat)
                        .allMatch(text -> StandardCharsets.UTF_8.newEncoder().canEncode(text)));
    }
}
