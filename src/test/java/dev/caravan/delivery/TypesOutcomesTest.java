package dev.caravan.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.provider.ProviderType;
import dev.caravan.provider.ProviderTypes;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What services say in their own words, as the rules of their types judge it. */
class TypesOutcomesTest {
    private static Verdict verdict(String type, int status, Map<String, String> fields, String body) throws Exception {
        ProviderType found = ProviderTypes.in(Path.of("routes/providers")).get(type);
        return Outcomes.parse(found.outcomes(), found.waits())
                .judge(Answer.of(status, fields, body), Clock.systemUTC());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "googlechat | 400 | {\"error\":{\"message\":\"Message is too long\"}} | SHRINK",
                "googlechat | 400 | {\"error\":{\"message\":\"Invalid JSON payload\"}} | REJECTED",
                "webex      | 400 | {\"message\":\"The message text exceeds the maximum length\"} | SHRINK",
                "webex      | 404 | {\"message\":\"Could not find a room\"} | UNAUTHORISED",
                "telegram   | 400 | {\"ok\":false,\"error_code\":400,\"description\":\"Bad Request: chat not found\"} | UNAUTHORISED",
                "telegram   | 400 | {\"ok\":false,\"description\":\"x\",\"parameters\":{\"migrate_to_chat_id\":-1001}} | UNAUTHORISED",
                "telegram   | 400 | {\"ok\":false,\"description\":\"Bad Request: message is too long\"} | SHRINK",
                "telegram   | 400 | {\"ok\":false,\"description\":\"Bad Request: can't parse entities: x\"} | SHRINK",
                "telegram   | 400 | {\"ok\":false,\"description\":\"Bad Request: message text is empty\"} | REJECTED",
                "telegram   | 403 | {\"ok\":false,\"description\":\"Forbidden: bot was kicked\"} | UNAUTHORISED",
                "telegram   | 200 | {\"ok\":false} | REJECTED",
                "telegram   | 200 | {\"ok\":true} | DELIVERED",
                "lark       | 200 | {\"code\":0,\"msg\":\"success\",\"data\":{}} | DELIVERED",
                "lark       | 200 | {\"StatusCode\":0,\"StatusMessage\":\"success\"} | DELIVERED",
                "lark       | 200 | {\"code\":11232,\"msg\":\"frequency limited\"} | RATE_LIMITED",
                "lark       | 400 | {\"code\":99991400,\"msg\":\"request trigger frequency limit\"} | RATE_LIMITED",
                "lark       | 200 | {\"code\":9499,\"msg\":\"Bad Request\"} | SHRINK",
                "lark       | 200 | {\"code\":19021,\"msg\":\"sign match fail\"} | UNAUTHORISED",
                "lark       | 200 | {\"code\":19022,\"msg\":\"Ip Not Allowed\"} | UNAUTHORISED",
                "lark       | 200 | {\"code\":19024,\"msg\":\"Key Words Not Found\"} | UNAUTHORISED",
                "lark       | 200 | {\"code\":19002,\"msg\":\"params error\"} | REJECTED",
                "matrix     | 429 | {\"errcode\":\"M_LIMIT_EXCEEDED\"} | RATE_LIMITED",
                "matrix     | 401 | {\"errcode\":\"M_UNKNOWN_TOKEN\"} | UNAUTHORISED",
                "matrix     | 403 | {\"errcode\":\"M_FORBIDDEN\"} | UNAUTHORISED",
                "matrix     | 413 | {\"errcode\":\"M_TOO_LARGE\"} | SHRINK",
                "matrix     | 400 | {\"errcode\":\"M_BAD_JSON\"} | REJECTED",
                "zulip      | 200 | {\"result\":\"error\",\"msg\":\"x\",\"code\":\"BAD_REQUEST\"} | REJECTED",
                "zulip      | 429 | {\"result\":\"error\",\"code\":\"RATE_LIMIT_HIT\"} | RATE_LIMITED",
                "zulip      | 400 | {\"msg\":\"Stream 'ops' does not exist\",\"code\":\"STREAM_DOES_NOT_EXIST\"} | UNAUTHORISED",
                "zulip      | 401 | {\"msg\":\"Invalid API key\",\"code\":\"UNAUTHORIZED\"} | UNAUTHORISED",
                "mattermost | 200 | ok | DELIVERED",
                "mattermost | 200 | <html>log in</html> | REJECTED",
                "mattermost | 501 | {\"id\":\"web.incoming_webhook.disabled.app_error\"} | UNAUTHORISED",
                "mattermost | 400 | {\"id\":\"web.incoming_webhook.invalid.app_error\"} | UNAUTHORISED",
                "mattermost | 404 | {\"id\":\"web.incoming_webhook.channel.app_error\"} | UNAUTHORISED",
                "mattermost | 403 | {\"id\":\"web.incoming_webhook.channel_locked.app_error\"} | UNAUTHORISED",
                "mattermost | 400 | {\"id\":\"web.incoming_webhook.text.app_error\"} | REJECTED",
                "ntfy       | 403 | {\"code\":40301,\"error\":\"forbidden\"} | UNAUTHORISED",
                "ntfy       | 429 | {\"code\":42908,\"error\":\"limit reached: daily message quota reached\"} | RATE_LIMITED",
                "ntfy       | 507 | {\"code\":50701} | RETRY",
                "gotify     | 401 | {\"error\":\"Unauthorized\"} | UNAUTHORISED",
                "gotify     | 413 | too large | SHRINK",
                "zoom       | 401 | {\"message\":\"Invalid authorization token\"} | UNAUTHORISED",
                "email      | 550 | recipient: 550 5.1.1 no such user | UNAUTHORISED",
                "email      | 450 | recipient: 450 4.2.0 greylisted | RETRY",
                "email      | 552 | message: 552 5.3.4 too big | SHRINK",
                "email      | 554 | message: 554 5.6.0 no such talk | REJECTED",
                "email      | 421 | login: 421 4.7.0 too many | RETRY"
            })
    void aServicesOwnWordsDecide(String type, int status, String body, Outcome outcome) throws Exception {
        assertThat(verdict(type, status, Map.of(), body).outcome()).isEqualTo(outcome);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "telegram | {\"ok\":false,\"error_code\":429,\"parameters\":{\"retry_after\":35}} | | | 35s",
                "lark     | {\"code\":99991400} | x-ogw-ratelimit-reset | 52 | 52s",
                "matrix   | {\"errcode\":\"M_LIMIT_EXCEEDED\",\"retry_after_ms\":2500} | | | 2.5s",
                "zulip    | {\"code\":\"RATE_LIMIT_HIT\",\"retry-after\":28.7} | | | 28.7s",
                "ntfy     | {\"code\":42901} | Retry-After | 5 | 5s"
            })
    void itSaysHowLongToWait(String type, String body, @Nullable String field, @Nullable String value, String pause)
            throws Exception {
        Map<String, String> fields = field == null || value == null ? Map.of() : Map.of(field, value);
        assertThat(verdict(type, 429, fields, body).pause())
                .isEqualTo(Duration.parse("PT" + pause.toUpperCase(java.util.Locale.ROOT)));
    }
}
