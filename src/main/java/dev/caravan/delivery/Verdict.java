package dev.caravan.delivery;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One attempt, judged.
 *
 * @param status the HTTP status, if there was an answer
 * @param answer the beginning of the answer's text, empty without one
 * @param pause how long the provider asked to be left alone, if it did
 * @param bound how far the outcome goes
 * @param hint what to do about it; may be empty
 */
public record Verdict(
        Outcome outcome,
        Reason reason,
        @Nullable Integer status,
        String answer,
        @Nullable Duration pause,
        Bound bound,
        String hint) {

    static final Verdict DELIVERED = without(Outcome.DELIVERED, Reason.DELIVERED);

    static Verdict without(Outcome outcome, Reason reason) {
        return new Verdict(outcome, reason, null, "", null, Bound.NONE, "");
    }

    boolean again() {
        return outcome == Outcome.RETRY || outcome == Outcome.RATE_LIMITED;
    }

    Verdict tooLarge() {
        return new Verdict(Outcome.REJECTED, Reason.TOO_LARGE, status, answer, pause, bound, hint);
    }

    /** What was retried long enough is for the operator to mend. */
    Verdict unauthorised() {
        return new Verdict(Outcome.UNAUTHORISED, Reason.UNAUTHORISED, status, answer, pause, bound, hint);
    }

    /** A refusal of what is in use no more: to be tried at once with what is. */
    Verdict outdated() {
        return new Verdict(Outcome.RETRY, Reason.UNAUTHORISED, status, answer, Duration.ZERO, Bound.NONE, "");
    }

    boolean isOutdated() {
        return outcome == Outcome.RETRY && reason == Reason.UNAUTHORISED;
    }
}
