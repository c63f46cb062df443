package dev.caravan.delivery;

import java.time.Clock;
import java.time.Duration;

/** What a failure means for this event in this lane now, where the answer alone does not decide it. */
record Verdicts(Deliveries deliveries, Clock clock) {
    Verdict of(Attempt attempt, Throwable failure) {
        Deliveries.Policy policy = deliveries.policy(attempt.provider());
        Verdict verdict = Failures.judge(failure, policy.outcomes(), clock);
        return switch (verdict.outcome()) {
            case SHRINK -> attempt.shrunk() ? verdict.tooLarge() : verdict;
            case RETRY -> isUnauthorised(attempt, verdict) ? verdict.unauthorised() : verdict;
            case UNAUTHORISED ->
                deliveries.holds().renewedSince(attempt.provider(), attempt.begun()) ? verdict.outdated() : verdict;
            default -> verdict;
        };
    }

    /** A lane that is held stays so: the time of a hold does not count, and would let it be retried from the beginning. */
    private boolean isUnauthorised(Attempt attempt, Verdict verdict) {
        Bound bound = verdict.bound();
        return bound.then() == Outcome.UNAUTHORISED
                && (deliveries.holds().last(attempt.provider()) > 0 || !bound.allows(attempt.count(), age(attempt)));
    }

    /** The age that counts of the attempt's event. */
    Duration age(Attempt attempt) {
        return deliveries.holds().counted(attempt.provider(), attempt.age(clock));
    }
}
