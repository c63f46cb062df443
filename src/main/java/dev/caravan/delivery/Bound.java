package dev.caravan.delivery;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How far an outcome goes: {@code 3} attempts, or {@code 10m}, the age up to which an event is retried, or the pause of a rate
 * limit that names none.
 */
record Bound(int attempts, Duration time) {
    static final Bound NONE = new Bound(Integer.MAX_VALUE, Duration.ZERO);

    private static final Pattern TEXT = Pattern.compile("(\\d{1,6})([smh]?)");

    /**
     * Reads a bound; null is none.
     *
     * @throws IllegalArgumentException naming the text
     */
    static Bound parse(@Nullable String text) {
        if (text == null) {
            return NONE;
        }
        Matcher match = TEXT.matcher(text);
        if (!match.matches()) {
            throw new IllegalArgumentException("not a bound such as 3, 60s or 10m: " + text);
        }
        int number = Integer.parseInt(match.group(1));
        return switch (match.group(2)) {
            case "s" -> new Bound(Integer.MAX_VALUE, Duration.ofSeconds(number));
            case "m" -> new Bound(Integer.MAX_VALUE, Duration.ofMinutes(number));
            case "h" -> new Bound(Integer.MAX_VALUE, Duration.ofHours(number));
            default -> new Bound(number, Duration.ZERO);
        };
    }

    /** Whether an event of this age may be tried again after so many attempts. */
    boolean allows(int made, Duration age) {
        return made < attempts && (time.isZero() || age.compareTo(time) < 0);
    }
}
