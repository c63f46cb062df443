package dev.caravan.delivery;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * Where a type's answers say how long to wait, besides {@code Retry-After}: lines {@code <regex with one group> <unit>}, the unit
 * being {@code seconds}, {@code millis} or {@code epoch}, the time in seconds since 1970.
 */
record Waits(List<Wait> waits) {
    /** One place and what its number counts. */
    private record Wait(Pattern place, String unit) {}

    private static final Pattern LINE = Pattern.compile("(.*\\(.*\\).*?)\\s+(seconds|millis|epoch)");

    /**
     * Reads the lines.
     *
     * @throws IllegalArgumentException naming the line that is none
     */
    static Waits parse(String text) {
        return new Waits(text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .map(Waits::line)
                .toList());
    }

    private static Wait line(String line) {
        Matcher match = LINE.matcher(line);
        if (!match.matches()) {
            throw new IllegalArgumentException("not a line '<regex with one group> <seconds|millis|epoch>': " + line);
        }
        try {
            return new Wait(Pattern.compile(match.group(1), Pattern.MULTILINE), match.group(2));
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("not a regular expression, " + e.getDescription() + ": " + line);
        }
    }

    /** The answer's wish; null without one that can be read. */
    @Nullable
    Duration of(Answer answer, Clock clock) {
        Duration told = RetryAfter.parse(answer.retryAfter(), clock);
        if (told != null || waits.isEmpty()) {
            return told;
        }
        String text = answer.text();
        return waits.stream()
                .map(wait -> found(wait, text, clock))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static @Nullable Duration found(Wait wait, String text, Clock clock) {
        Matcher match = wait.place().matcher(text);
        return match.find() ? RetryAfter.parse(seconds(match.group(1), wait.unit(), clock), clock) : null;
    }

    private static String seconds(String number, String unit, Clock clock) {
        try {
            double given = Double.parseDouble(number);
            return switch (unit) {
                case "millis" -> Double.toString(given / 1000);
                case "epoch" ->
                    Double.toString(Math.max(0, given - clock.instant().getEpochSecond()));
                default -> number;
            };
        } catch (NumberFormatException e) {
            return "";
        }
    }
}
