package dev.caravan.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {
    private static final Clock NOON = Clock.fixed(Instant.parse("2026-11-21T12:00:00Z"), ZoneOffset.UTC);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "7 | PT7S",
                "0.376 | PT0.5S",
                "1.5 | PT1.5S",
                "999999 | PT1H",
                "99999999999999999999999 | PT1H",
                "Sat, 21 Nov 2026 12:00:30 GMT | PT30S",
                "Sat, 21 Nov 2026 23:00:00 GMT | PT1H",
                "Saturday, 21-Nov-26 12:00:40 GMT | PT40S"
            })
    void secondsFractionsAndDatesAreUnderstoodAndBounded(String text, Duration pause) {
        assertThat(RetryAfter.parse(text, NOON)).isEqualTo(pause);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                " ",
                "soon",
                "0",
                "0.0",
                "-5",
                "Sat, 21 Nov 2026 11:00:00 GMT",
                "7 apples",
                "21 Nov 2026",
                "NaN",
                "1e"
            })
    void whatCannotBeReadIsNoWish(String text) {
        assertThat(RetryAfter.parse(text, NOON)).isNull();
    }
}
