package dev.caravan.delivery;

import com.slack.api.methods.SlackApiException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.CamelExchangeException;

/** The answer inside camel-slack's exceptions, which carry it only as text. */
final class SlackAnswers {
    private static final String PREFIX = "Error POSTing to Slack API: ";
    private static final Pattern WEBHOOK =
            Pattern.compile("WebhookResponse\\(code=(\\d+), .*?headers=\\{(.*)}, body=(.*)\\)", Pattern.DOTALL);
    private static final Pattern RETRY_AFTER = Pattern.compile("retry-after=\\[([^\\]]*)]", Pattern.CASE_INSENSITIVE);
    private static final Pattern ERROR = Pattern.compile("\\berror=([a-z_]+)");

    private SlackAnswers() {}

    static boolean isOne(CamelExchangeException failure) {
        return failure.getMessage() != null && failure.getMessage().startsWith(PREFIX);
    }

    static Answer of(CamelExchangeException failure) {
        Matcher webhook = WEBHOOK.matcher(failure.getMessage());
        if (webhook.find()) {
            Matcher retryAfter = RETRY_AFTER.matcher(webhook.group(2));
            return new Answer(
                    Integer.parseInt(webhook.group(1)),
                    retryAfter.find() ? retryAfter.group(1) : null,
                    webhook.group(3));
        }
        Matcher error = ERROR.matcher(failure.getMessage());
        return new Answer(200, null, error.find() ? "error=" + error.group(1) : "error=unknown");
    }

    static Answer of(SlackApiException failure) {
        return new Answer(
                failure.getResponse().code(),
                failure.getResponse().header("Retry-After"),
                failure.getResponseBody() == null ? "" : failure.getResponseBody());
    }
}
