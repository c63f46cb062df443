package dev.caravan;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.jsonata.Documents;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The budgets of the chats, their links and their markup, for events that no golden file shows. */
final class ChatMessagesTest {
    private static final String[] TEXTS = {"x", "\"\\\n", "*_[a](b) @all<", "漢", "\u0001"};

    private static JsonNode render(String type, String format, boolean shrink, Map<String, Object> event) {
        var document = Documents.compile(
                Samples.read(RunningGateway.ROUTES.resolve("providers/" + type + "/message.jsonata")));
        document.assign(
                "variables",
                Map.of(
                        "format", format,
                        "username", "",
                        "channel", "",
                        "address", "https://chat.example/x",
                        "shrink", shrink));
        return Samples.JSON.valueToTree(document.evaluate(event));
    }

    private static Map<String, Object> event(String text, int length, int entries) {
        String longText = text.repeat(length / text.length() + 1);
        Map<String, Object> event = new LinkedHashMap<>(Samples.event("flux-error"));
        event.put("message", longText);
        event.put(
                "metadata",
                IntStream.range(0, entries)
                        .boxed()
                        .collect(Collectors.toMap(i -> "key-" + i + longText, i -> longText)));
        return event;
    }

    @ParameterizedTest
    @CsvSource({"false, 6000, 5000, 20480", "true, 3000, 3000, 8000"})
    void everyMessageKeepsItsBudget(boolean shrink, int discord, int rocket, int teams) throws Exception {
        for (String text : TEXTS) {
            for (int entries : new int[] {0, 1, 10, 11, 30}) {
                Map<String, Object> event = event(text, 40_000, entries);
                assertThat(shown(render("discord", "embeds", shrink, event).at("/embeds/0")))
                        .isLessThanOrEqualTo(discord);
                assertThat(shown(render("discord", "slack", shrink, event).at("/attachments/0")))
                        .isLessThanOrEqualTo(discord);
                assertThat(shown(render("rocket", "", shrink, event).at("/attachments/0")))
                        .isLessThanOrEqualTo(rocket);
                for (String format : new String[] {"adaptive", "connector"}) {
                    assertThat(Samples.JSON.writeValueAsBytes(render("msteams", format, shrink, event)))
                            .hasSizeLessThanOrEqualTo(teams);
                }
            }
        }
    }

    /** {@code whole} is the service's own limit; shrunk, a message is well below that. */
    @ParameterizedTest
    @CsvSource({
        "googlechat, cards-v2, '', bytes, 32000, 9000",
        "googlechat, cards, '', bytes, 32000, 9000",
        "webex, '', /markdown, bytes, 7439, 2500",
        "telegram, '', /text, characters, 4096, 1600",
        "lark, '', '', bytes, 20000, 6000",
        "matrix, '', '', bytes, 60000, 9000",
        "zulip, '', /content, characters, 10000, 3100",
        "zoom, '', /content, shown, 4096, 1600",
        "mattermost, '', /attachments/0, shown, 8000, 3500",
        "ntfy, '', /message, bytes, 4096, 1600",
        "gotify, '', /message, characters, 10000, 2000",
        "email, '', /text, characters, 50010, 6000"
    })
    void everyMessageIsWhatItsServiceTakes(
            String type, String format, String place, String unit, int whole, int shrunk) {
        for (String text : TEXTS) {
            for (int entries : new int[] {0, 1, 10, 11, 30, 60}) {
                Map<String, Object> event = event(text, 100_000, entries);
                assertThat(size(render(type, format, false, event).at(place), unit))
                        .as("%d entries of %s", entries, text)
                        .isLessThanOrEqualTo(whole);
                assertThat(size(render(type, format, true, event).at(place), unit))
                        .as("%d entries of %s, shrunk", entries, text)
                        .isLessThanOrEqualTo(shrunk);
            }
        }
    }

    private static int size(JsonNode part, String unit) {
        String text = part.isTextual() ? part.asText() : part.toString();
        return switch (unit) {
            case "bytes" -> text.getBytes(UTF_8).length;
            case "shown" -> shown(part);
            // Telegram does not count the backslashes that only escape
            default -> (int) text.replaceAll("\\\\(.)", "$1").codePoints().count();
        };
    }

    /** What counts for the services' limits: every text that is shown. */
    private static int shown(JsonNode message) {
        return Stream.of("author_name", "name", "description", "title", "key", "value", "text")
                .flatMap(member -> message.findValuesAsText(member).stream())
                .mapToInt(text -> text.codePointCount(0, text.length()))
                .sum();
    }

    @ParameterizedTest
    @CsvSource({
        "discord, slack, /attachments/0/author_link",
        "discord, embeds, /embeds/0/author/url",
        "rocket, '', /attachments/0/author_link",
        "mattermost, '', /attachments/0/author_link",
        "ntfy, '', /click",
        "gotify, '', /extras/client::notification/click/url",
        "msteams, adaptive, /attachments/0/content/actions/0/url",
        "msteams, connector, /potentialAction/0/targets/0/uri"
    })
    void aLinkIsOneOnlyIfItLeadsToTheWeb(String type, String format, String place) {
        Map<String, Object> event = new HashMap<>(Samples.event("acr-push"));
        event.put("metadata", Map.of("url", "https://git.example/acme/webapp/commit/1?a=b&c=d"));
        assertThat(render(type, format, false, event).at(place).asText())
                .isEqualTo("https://git.example/acme/webapp/commit/1?a=b&c=d");
        event.put("metadata", Map.of("url", "javascript:alert(1)"));
        assertThat(render(type, format, false, event).at(place).isMissingNode()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "discord, slack",
        "discord, embeds",
        "rocket, ''",
        "msteams, adaptive",
        "msteams, connector",
        "webex, ''",
        "telegram, ''",
        "lark, ''",
        "zulip, ''",
        "zoom, ''",
        "mattermost, ''"
    })
    void noTextBecomesALinkOrAMention(String type, String format) {
        Map<String, Object> event = new HashMap<>(Samples.event("markup"));
        event.put("message", "[click](https://evil.example) @everyone @here <@1> <!channel> <at>x</at>");
        String message = render(type, format, false, event).toString();
        assertThat(message).doesNotContain("[click](").doesNotContain("k](h");
        if (!type.equals("msteams")) {
            assertThat(message)
                    .doesNotContain("@everyone")
                    .doesNotContain("@here")
                    .doesNotContain("<@1");
        }
    }
}
