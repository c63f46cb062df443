package dev.caravan.explain;

import com.slack.api.methods.RequestFormBuilder;
import com.slack.api.methods.request.chat.ChatPostMessageRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import okhttp3.FormBody;
import org.apache.camel.component.slack.SlackEndpoint;
import org.jspecify.annotations.Nullable;

/**
 * The request that camel-slack makes of a text.
 *
 * <p>Its client cannot be replaced, so this says again what its producer does: a webhook gets JSON without the members that
 * are not set, a token goes with a form to {@code chat.postMessage}. A test compares it with what a server receives.
 */
record SlackRequest(SlackEndpoint endpoint, String text) {
    private static final String API = "https://slack.com/api/";

    Sent sent() {
        return endpoint.getToken() == null ? toWebhook() : toApi();
    }

    private Sent toWebhook() {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("text", text);
        put(body, "channel", endpoint.getChannel());
        put(body, "username", endpoint.getUsername());
        put(body, "iconUrl", endpoint.getIconUrl());
        put(body, "iconEmoji", endpoint.getIconEmoji());
        return new Sent(
                "POST", endpoint.getWebhookUrl(), Map.of("Content-Type", "application/json; charset=utf-8"), body);
    }

    private Sent toApi() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Authorization", "Bearer " + endpoint.getToken());
        headers.put("Content-Type", "application/x-www-form-urlencoded");
        String server = endpoint.getServerUrl();
        String api = server == null || server.isEmpty() ? API : server + "/api/";
        return new Sent("POST", api + "chat.postMessage", headers, form());
    }

    private Map<String, Object> form() {
        FormBody form = RequestFormBuilder.toForm(ChatPostMessageRequest.builder()
                        .channel(endpoint.getChannel())
                        .username(endpoint.getUsername())
                        .iconUrl(endpoint.getIconUrl())
                        .iconEmoji(endpoint.getIconEmoji())
                        .text(text)
                        .build())
                .build();
        Map<String, Object> fields = new LinkedHashMap<>();
        for (int at = 0; at < form.size(); at++) {
            fields.put(form.name(at), form.value(at));
        }
        return fields;
    }

    private static void put(Map<String, Object> body, String name, @Nullable String value) {
        if (value != null) {
            body.put(name, value);
        }
    }
}
