package dev.caravan.delivery;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * What one kind of answer means: a line {@code <status|*> [<regular expression>] <outcome>[:<bound>…] [# <hint>]}.
 *
 * @param answer is searched in the answer's fields and body; null fits any
 * @param hint what to do about it, for the operator; may be empty
 */
record Rule(@Nullable Integer status, @Nullable Pattern answer, Outcome outcome, Bound bound, String hint) {
    private static final Pattern LINE =
            Pattern.compile("(\\d{3}|\\*)(?:\\s+(.*?))?\\s+([a-z-]+)((?::\\w+)*)(?:\\s+#\\s+(.*))?");

    /**
     * Reads a line.
     *
     * @throws IllegalArgumentException naming the line
     */
    static Rule parse(String line) {
        Matcher match = LINE.matcher(line);
        if (!match.matches()) {
            throw new IllegalArgumentException(
                    "not a rule '<status|*> [<regex>] <outcome>[:<bound>] [# <hint>]': " + line);
        }
        Integer status = match.group(1).equals("*") ? null : Integer.valueOf(match.group(1));
        Pattern answer = match.group(2) == null ? null : pattern(match.group(2), line);
        String hint = match.group(5) == null ? "" : match.group(5);
        return new Rule(status, answer, Outcome.of(match.group(3)), Bound.parse(match.group(4)), hint);
    }

    private static Pattern pattern(String regex, String line) {
        try {
            return Pattern.compile(regex, Pattern.MULTILINE);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("not a regular expression, " + e.getDescription() + ": " + line);
        }
    }

    boolean concerns(int code) {
        return status == null || status == code;
    }

    boolean fits(Answer given) {
        return concerns(given.status())
                && (answer == null || answer.matcher(given.text()).find());
    }
}
