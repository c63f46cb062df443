package dev.caravan.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RetryAfterTest {
    private static final Clock NOON = Clock.fixed(Instant.parse("2026-03-02T12:00:00Z"), ZoneOffset.UTC);

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(delimiter = '|', textBlock = """
            7                             | PT7S
            0.9                           | PT0.9S
            1.5                           | PT1.5S
            ' 3 '                         | PT3S
            Mon, 02 Mar 2026 12:00:30 GMT | PT30S
            0                             | PT0.5S
            Mon, 02 Mar 2026 11:00:00 GMT | PT0.5S
            999999                        | PT1H
            1e300                         | PT1H
            Tue, 02 Mar 2027 12:00:00 GMT | PT1H
            """)
    void aWishIsReadAndBounded(String text, Duration expected) {
        assertThat(RetryAfter.parse(text, NOON)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "\"{0}\"")
    @ValueSource(
            strings = {
                "",
                " ",
                "soon",
                "-7",
                "NaN",
                "Infinity",
                "7 s",
                "0x10",
                "Mon, 99 Mar 2026 12:00:30 GMT",
                "2026-03-02T12:00:30Z"
            })
    void whatCannotBeReadIsNoWish(String text) {
        assertThat(RetryAfter.parse(text, NOON)).isNull();
    }
}
