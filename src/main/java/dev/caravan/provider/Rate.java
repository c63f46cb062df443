package dev.caravan.provider;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How many attempts a provider may make within a period; a count of 0 means unlimited. */
public record Rate(int count, Duration period) {
    public static final Rate UNLIMITED = new Rate(0, Duration.ofSeconds(1));

    private static final Pattern FORM = Pattern.compile("(\\d{1,6})\\s*/\\s*(s|sec|min|m|h|d)");
    private static final Map<String, Duration> PERIODS = Map.of(
            "s", Duration.ofSeconds(1),
            "sec", Duration.ofSeconds(1),
            "m", Duration.ofMinutes(1),
            "min", Duration.ofMinutes(1),
            "h", Duration.ofHours(1),
            "d", Duration.ofDays(1));

    /**
     * Reads {@code 1/s}, {@code 10/min}, {@code 450/h} or {@code 0}.
     *
     * @throws IllegalArgumentException when the text is none of these
     */
    public static Rate parse(String text) {
        if (text.equals("0")) {
            return UNLIMITED;
        }
        Matcher matcher = FORM.matcher(text);
        Duration period = matcher.matches() ? PERIODS.get(matcher.group(2)) : null;
        if (period == null) {
            throw new IllegalArgumentException("not a rate");
        }
        int count = Integer.parseInt(matcher.group(1));
        return count == 0 ? UNLIMITED : new Rate(count, period);
    }

    public boolean unlimited() {
        return count == 0;
    }
}
