package dev.caravan.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.apache.hc.client5.http.utils.DateUtils;
import org.jspecify.annotations.Nullable;

/** Reads {@code Retry-After}: seconds, also with a fraction, or an HTTP date; what it cannot read is no wish at all. */
final class RetryAfter {
    private static final Duration FLOOR = Duration.ofMillis(500);
    private static final Duration CAP = Duration.ofHours(1); // a peer's number, so it is bounded

    private RetryAfter() {}

    static @Nullable Duration parse(@Nullable String text, Clock clock) {
        if (text == null || text.isBlank()) {
            return null;
        }
        Duration wait = Character.isDigit(text.trim().charAt(0)) ? seconds(text.trim()) : date(text.trim(), clock);
        if (wait == null || wait.isNegative() || wait.isZero()) {
            return null; // no wish: the back-off knows better than to knock at once
        }
        return wait.compareTo(FLOOR) < 0 ? FLOOR : capped(wait);
    }

    static Duration capped(Duration wait) {
        return wait.compareTo(CAP) > 0 ? CAP : wait;
    }

    private static @Nullable Duration seconds(String text) {
        try {
            double seconds = Math.min(Double.parseDouble(text), (double) CAP.toSeconds());
            return Duration.ofMillis(Math.round(seconds * 1000));
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static @Nullable Duration date(String text, Clock clock) {
        Instant until = DateUtils.parseStandardDate(text); // also in the older form of RFC 850
        return until == null ? null : Duration.between(clock.instant(), until);
    }
}
