package dev.caravan.delivery;

import com.slack.api.methods.SlackApiException;
import java.util.Map;
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
            return Answer.of(
                    Integer.parseInt(webhook.group(1)),
                    retryAfter.find() ? Map.of("Retry-After", retryAfter.group(1)) : Map.of(),
                    webhook.group(3));
        }
        Matcher error = ERROR.matcher(failure.getMessage());
        return new Answer(200, "", error.find() ? "error=" + error.group(1) : "error=unknown");
    }

    static Answer of(SlackApiException failure) {
        String retryAfter = failure.getResponse().header("Retry-After");
        return Answer.of(
                failure.getResponse().code(),
                retryAfter == null ? Map.of() : Map.of("Retry-After", retryAfter),
                failure.getResponseBody());
    }
}
