package dev.caravan.delivery;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a type's answers mean: the rules of its Kamelet first, then what holds for any HTTP answer.
 *
 * <p>A rule is a line {@code <status|*> [<regular expression found in the answer>] <outcome>}; the first that fits decides.
 */
public final class Outcomes {
    private final List<Rule> rules;

    private Outcomes(List<Rule> rules) {
        this.rules = rules;
    }

    /**
     * Reads the rules of a Kamelet.
     *
     * @throws IllegalArgumentException naming the line that is none
     */
    public static Outcomes parse(String text) {
        return new Outcomes(text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .map(Rule::parse)
                .toList());
    }

    /** Whether an answer's text can change what it means. */
    boolean readsAnswers() {
        return !rules.isEmpty();
    }

    Verdict judge(Answer answer, Clock clock) {
        Outcome outcome = rules.stream()
                .filter(rule -> rule.fits(answer))
                .findFirst()
                .map(Rule::outcome)
                .orElseGet(() -> byStatus(answer.status()));
        Duration pause = outcome == Outcome.RATE_LIMITED || answer.status() == 503
                ? RetryAfter.parse(answer.retryAfter(), clock)
                : null;
        return new Verdict(outcome, reason(outcome, answer.status()), answer.status(), answer.body(), pause);
    }

    private static Outcome byStatus(int status) {
        return switch (status) {
            case 408, 425 -> Outcome.RETRY;
            case 429 -> Outcome.RATE_LIMITED;
            case 501, 505 -> Outcome.REJECTED;
            default -> status >= 500 ? Outcome.RETRY : status / 100 == 2 ? Outcome.DELIVERED : Outcome.REJECTED;
        };
    }

    private static Reason reason(Outcome outcome, int status) {
        return switch (outcome) {
            case DELIVERED -> Reason.DELIVERED;
            case RATE_LIMITED -> Reason.RATE_LIMITED;
            case RETRY -> status == 408 ? Reason.TIMEOUT : Reason.SERVER_ERROR;
            case UNAUTHORISED -> Reason.UNAUTHORISED;
            case REJECTED -> rejected(status);
        };
    }

    private static Reason rejected(int status) {
        return switch (status) {
            case 401, 403 -> Reason.UNAUTHORISED;
            case 413 -> Reason.TOO_LARGE;
            default -> status / 100 == 3 ? Reason.REDIRECT : Reason.CLIENT_ERROR;
        };
    }

    private record Rule(@Nullable Integer status, @Nullable Pattern answer, Outcome outcome) {
        private static final Pattern LINE = Pattern.compile("(\\d{3}|\\*)(?:\\s+(.*?))?\\s+([a-z-]+)");

        static Rule parse(String line) {
            var match = LINE.matcher(line);
            if (!match.matches()) {
                throw new IllegalArgumentException("not a rule '<status|*> [<regex>] <outcome>': " + line);
            }
            Integer status = match.group(1).equals("*") ? null : Integer.valueOf(match.group(1));
            Pattern answer = match.group(2) == null ? null : Pattern.compile(match.group(2));
            return new Rule(status, answer, Outcome.of(match.group(3)));
        }

        boolean fits(Answer given) {
            return (status == null || status == given.status())
                    && (answer == null || answer.matcher(given.body()).find());
        }
    }
}
