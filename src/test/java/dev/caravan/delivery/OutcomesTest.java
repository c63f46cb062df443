package dev.caravan.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutcomesTest {
    private static final Clock CLOCK = Clock.systemUTC();

    @ParameterizedTest
    @CsvSource({
        "200, DELIVERED, DELIVERED",
        "204, DELIVERED, DELIVERED",
        "302, REJECTED, REDIRECT",
        "400, REJECTED, CLIENT_ERROR",
        "401, REJECTED, UNAUTHORISED",
        "404, REJECTED, CLIENT_ERROR",
        "408, RETRY, TIMEOUT",
        "413, REJECTED, TOO_LARGE",
        "425, RETRY, SERVER_ERROR",
        "429, RATE_LIMITED, RATE_LIMITED",
        "500, RETRY, SERVER_ERROR",
        "501, REJECTED, CLIENT_ERROR",
        "503, RETRY, SERVER_ERROR",
        "522, RETRY, SERVER_ERROR"
    })
    void withoutRulesTheStatusDecides(int status, Outcome outcome, Reason reason) {
        Verdict verdict = Outcomes.parse("").judge(new Answer(status, null, ""), CLOCK);
        assertThat(verdict.outcome()).isEqualTo(outcome);
        assertThat(verdict.reason()).isEqualTo(reason);
    }

    @Test
    void theFirstRuleThatFitsDecides() {
        Outcomes outcomes = Outcomes.parse("""
                # what Slack says
                200 "ok"\\s*:\\s*true delivered
                200 ratelimited rate-limited
                200 . rejected
                *   teapot retry
                """);
        assertThat(outcomes.judge(new Answer(200, null, "{\"ok\": true}"), CLOCK)
                        .outcome())
                .isEqualTo(Outcome.DELIVERED);
        assertThat(outcomes.judge(new Answer(200, null, "ratelimited"), CLOCK).outcome())
                .isEqualTo(Outcome.RATE_LIMITED);
        assertThat(outcomes.judge(new Answer(200, null, "no"), CLOCK).outcome()).isEqualTo(Outcome.REJECTED);
        assertThat(outcomes.judge(new Answer(418, null, "teapot"), CLOCK).outcome())
                .isEqualTo(Outcome.RETRY);
    }

    @Test
    void onlyARateLimitAnd503AreLeftAloneForAsLongAsTheyAsk() {
        Outcomes outcomes = Outcomes.parse("");
        assertThat(outcomes.judge(new Answer(429, "7", ""), CLOCK).pause()).isEqualTo(Duration.ofSeconds(7));
        assertThat(outcomes.judge(new Answer(503, "7", ""), CLOCK).pause()).isEqualTo(Duration.ofSeconds(7));
        assertThat(outcomes.judge(new Answer(500, "7", ""), CLOCK).pause()).isNull();
    }

    @Test
    void aLineThatIsNoRuleIsNamed() {
        assertThatThrownBy(() -> Outcomes.parse("200 fine")).hasMessageContaining("fine");
    }

    @Test
    void onlyTheBeginningOfAnAnswerIsKept() {
        assertThat(new Answer(400, null, "x".repeat(10_000)).body()).hasSize(Answer.KEPT);
    }
}
