package dev.caravan.delivery;

import dev.caravan.provider.Address;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a type's answers mean: the {@link Rule}s of its Kamelet first, of which the first that fits decides, then any HTTP answer's. */
public final class Outcomes {
    private final List<Rule> rules;
    private final Waits waits;

    private Outcomes(List<Rule> rules, Waits waits) {
        this.rules = rules;
        this.waits = waits;
    }

    /**
     * Reads the annotations of a Kamelet.
     *
     * @param rules a {@link Rule} per line
     * @param waits where answers name a pause, as {@link Waits} reads it
     * @throws IllegalArgumentException naming the line that is none
     */
    public static Outcomes parse(String rules, String waits) {
        return new Outcomes(
                rules.lines()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                        .map(Rule::parse)
                        .toList(),
                Waits.parse(waits));
    }

    /** Whether more than the status decides what an answer of this status means. */
    boolean reads(int status) {
        return rules.stream().anyMatch(rule -> rule.concerns(status));
    }

    Verdict judge(Answer answer, Clock clock) {
        return rules.stream()
                .filter(rule -> rule.fits(answer))
                .findFirst()
                .map(rule -> verdict(answer, rule.outcome(), rule.bound(), rule.hint(), clock))
                .orElseGet(() -> byStatus(answer, clock));
    }

    /** A success that no rule speaks of names no pause: what it is called there is not known. */
    private Verdict byStatus(Answer answer, Clock clock) {
        Outcome outcome = byStatus(answer.status());
        return outcome == Outcome.DELIVERED ? Verdict.DELIVERED : verdict(answer, outcome, Bound.NONE, "", clock);
    }

    private Verdict verdict(Answer answer, Outcome outcome, Bound bound, String hint, Clock clock) {
        return new Verdict(
                outcome,
                reason(outcome, answer.status()),
                answer.status(),
                said(answer),
                pause(answer, outcome, clock),
                bound,
                hint);
    }

    /** A redirect says where to in a field; the host alone, as the rest may be a secret. */
    private static String said(Answer answer) {
        String place = answer.status() / 100 == 3 ? answer.field("location") : null;
        return place != null && Address.isHttp(place)
                ? "redirects to " + Address.masked(place) + "\n" + answer.body()
                : answer.body();
    }

    private @Nullable Duration pause(Answer answer, Outcome outcome, Clock clock) {
        return switch (outcome) {
            case RATE_LIMITED, DELIVERED -> waits.of(answer, clock);
            case RETRY -> answer.status() == 503 ? waits.of(answer, clock) : null;
            default -> null;
        };
    }

    private static Outcome byStatus(int status) {
        return switch (status) {
            case 401, 403, 404, 407, 410 -> Outcome.UNAUTHORISED;
            case 408, 425 -> Outcome.RETRY;
            case 413 -> Outcome.SHRINK;
            case 429 -> Outcome.RATE_LIMITED;
            case 501, 505 -> Outcome.REJECTED;
            default -> status >= 500 ? Outcome.RETRY : status / 100 == 2 ? Outcome.DELIVERED : Outcome.REJECTED;
        };
    }

    private static Reason reason(Outcome outcome, int status) {
        return switch (outcome) {
            case DELIVERED -> Reason.DELIVERED;
            case RATE_LIMITED -> Reason.RATE_LIMITED;
            case RETRY -> retried(status);
            case UNAUTHORISED -> Reason.UNAUTHORISED;
            case SHRINK -> Reason.TOO_LARGE;
            case REJECTED -> rejected(status);
        };
    }

    private static Reason retried(int status) {
        return switch (status) {
            case 408 -> Reason.TIMEOUT;
            case 425 -> Reason.SERVER_ERROR;
            default -> status / 100 == 4 ? Reason.CLIENT_ERROR : Reason.SERVER_ERROR;
        };
    }

    private static Reason rejected(int status) {
        return switch (status) {
            case 413 -> Reason.TOO_LARGE;
            default -> status / 100 == 3 ? Reason.REDIRECT : Reason.CLIENT_ERROR;
        };
    }
}
