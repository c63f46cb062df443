package dev.caravan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.jsonata.Documents;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where a type cuts a text, whatever character stands there: one of two surrogates too, at either side of the border. */
final class CodePointBordersTest {
    private static final String ROCKET = "🚀";

    private static JsonNode render(String type, String format, boolean shrink, Map<String, Object> event) {
        var document = Documents.compile(
                Samples.read(RunningGateway.ROUTES.resolve("providers/" + type + "/message.jsonata")));
        Map<String, Object> variables = new HashMap<>(Map.of(
                "format", format,
                "username", "",
                "channel", "",
                "address", "https://chat.example/x",
                "context", "",
                "provider", "team",
                "genre", "fluxcd",
                "targetUrl", ""));
        variables.put("commit", "731f7eaddfb6af01cb2173e18f0f75b0ba780ef1");
        variables.put("repository", "https://host.example/acme/web");
        variables.put("shrink", shrink);
        document.assign("variables", variables);
        return Samples.JSON.valueToTree(document.evaluate(event));
    }

    private static Map<String, Object> event(int before, int name) {
        String text = "x".repeat(before) + ROCKET.repeat(30_000);
        Map<String, Object> event = new HashMap<>(Samples.event("flux-error"));
        event.put("message", text);
        event.put("reason", "");
        event.put(
                "involvedObject",
                Map.of(
                        "apiVersion",
                        "v1",
                        "kind",
                        "Pod",
                        "namespace",
                        "apps",
                        "name",
                        "n".repeat(before) + ROCKET.repeat(name)));
        event.put("metadata", Map.of("revision", text, "summary", text, text, "1"));
        return event;
    }

    /** {@code most} is the limit of the text at that place; 0 where the limit is that of the whole message. */
    @ParameterizedTest
    @CsvSource({
        "slack, text, /text, 0",
        "slack, attachments, /attachments/0/text, 3900",
        "discord, slack, /attachments/0/text, 0",
        "discord, embeds, /embeds/0/description, 0",
        "msteams, adaptive, /attachments/0/content/body/0/items/1/text, 0",
        "msteams, connector, /sections/0/activityTitle, 0",
        "rocket, '', /attachments/0/text, 0",
        "googlechat, cards-v2, /cardsV2/0/card/sections/0/widgets/0/textParagraph/text, 0",
        "googlechat, cards, /cards/0/sections/0/widgets/0/textParagraph/text, 0",
        "webex, '', /markdown, 0",
        "telegram, '', /text, 0",
        "lark, '', /card/elements/0/text/content, 0",
        "matrix, '', /body, 0",
        "zulip, '', /content, 0",
        "zoom, '', /content/body/0/text, 0",
        "mattermost, '', /attachments/0/text, 0",
        "ntfy, '', /message, 0",
        "gotify, '', /message, 0",
        "email, '', /text, 0",
        "github, '', /description, 140",
        "gitlab, '', /description, 255",
        "gitea, '', /description, 255",
        "bitbucket, '', /description, 255",
        "bitbucketserver, '', /description, 255",
        "azuredevops, '', /description, 255",
        "azuredevops, '', /context/genre, 255",
        "pagerduty, '', /payload/custom_details/message, 20000",
        "opsgenie, '', /description, 15000",
        "incidentio, '', /description, 20000",
        "datadog, '', /text, 4000",
        "grafana, '', /text, 8000",
        "alertmanager, '', /0/annotations/message, 20000",
        "sentry, '', /message/formatted, 8000",
        "githubdispatch, '', /client_payload/message, 0",
        "githubpullrequestcomment, '', /body, 0",
        "gitlabmergerequestcomment, '', /body, 0"
    })
    void noCharacterIsTornApart(String type, String format, String place, int most) {
        for (int before : List.of(0, 1, 2, 3)) {
            for (boolean shrink : List.of(false, true)) {
                JsonNode message = render(type, format, shrink, event(before, type.equals("msteams") ? 60 : 300));
                String text = message.at(place).asText();
                assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(message.toString()))
                        .as("%s with %d before", type, before)
                        .isTrue();
                assertThat(text).contains(ROCKET + "…");
                if (most > 0 && !shrink) {
                    assertThat(text.codePointCount(0, text.length())).isEqualTo(most);
                }
            }
        }
    }
}
