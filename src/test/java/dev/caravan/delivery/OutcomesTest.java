package dev.caravan.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OutcomesTest {
    private static final Clock CLOCK = Clock.systemUTC();

    @ParameterizedTest
    @CsvSource({
        "200, DELIVERED, DELIVERED",
        "204, DELIVERED, DELIVERED",
        "302, REJECTED, REDIRECT",
        "400, REJECTED, CLIENT_ERROR",
        "401, UNAUTHORISED, UNAUTHORISED",
        "403, UNAUTHORISED, UNAUTHORISED",
        "404, UNAUTHORISED, UNAUTHORISED",
        "407, UNAUTHORISED, UNAUTHORISED",
        "410, UNAUTHORISED, UNAUTHORISED",
        "408, RETRY, TIMEOUT",
        "413, SHRINK, TOO_LARGE",
        "425, RETRY, SERVER_ERROR",
        "429, RATE_LIMITED, RATE_LIMITED",
        "500, RETRY, SERVER_ERROR",
        "501, REJECTED, CLIENT_ERROR",
        "503, RETRY, SERVER_ERROR",
        "522, RETRY, SERVER_ERROR"
    })
    void withoutRulesTheStatusDecides(int status, Outcome outcome, Reason reason) {
        Verdict verdict = Outcomes.parse("", "").judge(new Answer(status, "", ""), CLOCK);
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
                """, "");
        assertThat(outcomes.judge(new Answer(200, "", "{\"ok\": true}"), CLOCK).outcome())
                .isEqualTo(Outcome.DELIVERED);
        assertThat(outcomes.judge(new Answer(200, "", "ratelimited"), CLOCK).outcome())
                .isEqualTo(Outcome.RATE_LIMITED);
        assertThat(outcomes.judge(new Answer(200, "", "no"), CLOCK).outcome()).isEqualTo(Outcome.REJECTED);
        assertThat(outcomes.judge(new Answer(418, "", "teapot"), CLOCK).outcome())
                .isEqualTo(Outcome.RETRY);
    }

    @Test
    void onlyARateLimitAnd503AreLeftAloneForAsLongAsTheyAsk() {
        Outcomes outcomes = Outcomes.parse("", "");
        assertThat(outcomes.judge(new Answer(429, "retry-after: 7\n", ""), CLOCK)
                        .pause())
                .isEqualTo(Duration.ofSeconds(7));
        assertThat(outcomes.judge(new Answer(503, "retry-after: 7\n", ""), CLOCK)
                        .pause())
                .isEqualTo(Duration.ofSeconds(7));
        assertThat(outcomes.judge(new Answer(500, "retry-after: 7\n", ""), CLOCK)
                        .pause())
                .isNull();
    }

    @Test
    void aLineThatIsNoRuleIsNamed() {
        assertThatThrownBy(() -> Outcomes.parse("200 fine", "")).hasMessageContaining("fine");
    }

    @Test
    void onlyTheBeginningOfAnAnswerIsKept() {
        assertThat(new Answer(400, "", "x".repeat(10_000)).body()).hasSize(Answer.KEPT);
    }

    @Test
    void aRuleLooksAtFieldsToo() {
        Outcomes outcomes = Outcomes.parse(
                "403 ^x-ratelimit-remaining: 0$ rate-limited\n* ^content-type: text/html unauthorised", "");
        assertThat(outcomes.judge(Answer.of(403, Map.of("X-RateLimit-Remaining", "0"), "no"), CLOCK)
                        .outcome())
                .isEqualTo(Outcome.RATE_LIMITED);
        assertThat(outcomes.judge(Answer.of(403, Map.of("X-RateLimit-Remaining", "10"), "no"), CLOCK)
                        .outcome())
                .isEqualTo(Outcome.UNAUTHORISED);
        assertThat(outcomes.judge(Answer.of(203, Map.of("Content-Type", "text/html; charset=utf-8"), ""), CLOCK)
                        .outcome())
                .isEqualTo(Outcome.UNAUTHORISED);
    }

    @Test
    void aRuleHasABoundAndAHint() {
        Verdict verdict = Outcomes.parse("422 No commit found retry:10m # Push it first.", "")
                .judge(new Answer(422, "", "No commit found for SHA"), CLOCK);
        assertThat(verdict.outcome()).isEqualTo(Outcome.RETRY);
        assertThat(verdict.hint()).isEqualTo("Push it first.");
        assertThat(verdict.bound().allows(7, Duration.ofMinutes(9))).isTrue();
        assertThat(verdict.bound().allows(7, Duration.ofMinutes(10))).isFalse();
        assertThat(Bound.parse(":3").allows(2, Duration.ofDays(1))).isTrue();
        assertThat(Bound.parse(":3").allows(3, Duration.ZERO)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"retry_after\": 1.5, \"global\": false} | 1500",
                "{\"retry_after_ms\": 2500} | 2500",
                "x-ratelimit-reset: 1030 | 30000",
                "nothing |"
            })
    void aPauseMayStandAnywhere(String body, @Nullable Long millis) {
        Clock clock = Clock.fixed(Instant.ofEpochSecond(1000), ZoneOffset.UTC);
        Outcomes outcomes = Outcomes.parse("429 rate-limited:60s", """
                "retry_after":\\s*([\\d.]+) seconds
                "retry_after_ms":\\s*(\\d+) millis
                x-ratelimit-reset: (\\d+) epoch
                """);
        assertThat(outcomes.judge(new Answer(429, "", body), clock).pause())
                .isEqualTo(millis == null ? null : Duration.ofMillis(millis));
    }

    @Test
    void aBoundMaySayWhatComesAfterItAndWhomItConcerns() {
        Bound patience = Bound.parse(":10m:unauthorised");
        assertThat(patience.then()).isEqualTo(Outcome.UNAUTHORISED);
        assertThat(patience.time()).isEqualTo(Duration.ofMinutes(10));
        assertThat(patience.wholeType()).isFalse();
        assertThat(Bound.parse(":60s:type").wholeType()).isTrue();
        assertThat(Bound.parse("")).isEqualTo(Bound.NONE);
    }

    @Test
    void onlyASuccessThatARuleSpeaksOfNamesAPause() {
        Answer slow = Answer.of(201, Map.of("Retry-After", "7"), "{}");
        assertThat(Outcomes.parse("201 ^retry-after: delivered", "")
                        .judge(slow, CLOCK)
                        .pause())
                .isEqualTo(Duration.ofSeconds(7));
        assertThat(Outcomes.parse("201 never rejected", "").judge(slow, CLOCK).pause())
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "200 ( rejected",
                "503 retry:10m:later",
                "200 rejected:soon",
                "429 rate-limited # ok\n200 perhaps"
            })
    void whatIsNoRuleIsRefused(String rules) {
        assertThatThrownBy(() -> Outcomes.parse(rules, "")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aRedirectIsKeptWithItsHostAlone() {
        Answer moved = Answer.of(301, Map.of("Location", "https://new.example/hook/s3cr3t?t=s3cr3t"), "moved");
        Verdict verdict = Outcomes.parse("", "").judge(moved, CLOCK);
        assertThat(verdict.reason()).isEqualTo(Reason.REDIRECT);
        assertThat(verdict.answer()).isEqualTo("redirects to https://new.example/…\nmoved");
    }
}
