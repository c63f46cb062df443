package dev.caravan.delivery;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How far an outcome goes.
 *
 * @param attempts {@code 3}: so many attempts
 * @param time {@code 10m}: the age up to which an event is retried, or the first pause of a rate limit that names none
 * @param then {@code unauthorised}: what a retry is once it has gone so far
 * @param wholeType {@code type}: a rate limit is that of all lanes of the type
 */
record Bound(int attempts, Duration time, Outcome then, boolean wholeType) {
    static final Bound NONE = new Bound(Integer.MAX_VALUE, Duration.ZERO, Outcome.REJECTED, false);

    private static final Pattern NUMBER = Pattern.compile("(\\d{1,6})([smh]?)");

    /**
     * Reads the parts of a bound, with a colon before each; no part is no bound.
     *
     * @throws IllegalArgumentException naming the part that is none
     */
    static Bound parse(String text) {
        Bound bound = NONE;
        for (String part : text.split(":", -1)) {
            bound = part.isEmpty() ? bound : bound.with(part);
        }
        return bound;
    }

    private Bound with(String part) {
        Matcher number = NUMBER.matcher(part);
        if (number.matches()) {
            return with(Integer.parseInt(number.group(1)), number.group(2));
        }
        return switch (part) {
            case "unauthorised" -> new Bound(attempts, time, Outcome.UNAUTHORISED, wholeType);
            case "type" -> new Bound(attempts, time, then, true);
            default ->
                throw new IllegalArgumentException("not a bound such as 3, 60s, 10m, unauthorised or type: " + part);
        };
    }

    private Bound with(int number, String unit) {
        return switch (unit) {
            case "s" -> new Bound(attempts, Duration.ofSeconds(number), then, wholeType);
            case "m" -> new Bound(attempts, Duration.ofMinutes(number), then, wholeType);
            case "h" -> new Bound(attempts, Duration.ofHours(number), then, wholeType);
            default -> new Bound(number, time, then, wholeType);
        };
    }

    /** Whether an event of this age may be tried again after so many attempts. */
    boolean allows(int made, Duration age) {
        return made < attempts && (time.isZero() || age.compareTo(time) < 0);
    }
}
