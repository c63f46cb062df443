package dev.caravan.delivery;

import java.time.Clock;
import java.time.Duration;
import java.util.function.Predicate;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides after a failed attempt whether Camel's redelivery tries again, and how long it waits before.
 *
 * <p>The waiting time comes from a policy bean, or from the provider's {@code Retry-After}; it is set on every retry, because
 * Camel would take a single {@code Retry-After} as the base of its next exponential step.
 */
public final class Redelivery {
    private static final Logger LOG = LoggerFactory.getLogger(Redelivery.class);

    private final Deliveries deliveries;
    private final Verdicts verdicts;
    private final Attempts attempts;
    private final Predicate<String> ours;
    private final Clock clock;

    /** {@code ours} says whether this process has the lane now. */
    public Redelivery(Deliveries deliveries, Attempts attempts, Predicate<String> ours, Clock clock) {
        this.deliveries = deliveries;
        this.verdicts = new Verdicts(deliveries, clock);
        this.attempts = attempts;
        this.ours = ours;
        this.clock = clock;
    }

    /** Called by {@code retryWhile} in routes/policy/delivery.camel.yaml. */
    public boolean again(Exchange exchange) {
        Attempt attempt = new Attempt(exchange);
        Throwable failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        if (failure instanceof LostLaneException) {
            return leave(attempt);
        }
        Verdict verdict = verdicts.of(attempt, failure);
        attempt.judged(verdict);
        attempts.attempted(attempt.tried(verdict));
        if (verdict.outcome() != Outcome.DELIVERED && !ours.test(attempt.provider())) {
            return leave(attempt);
        }
        return switch (verdict.outcome()) {
            case RETRY, RATE_LIMITED -> retry(exchange, attempt, verdict);
            case SHRINK -> shrink(exchange, attempt, verdict);
            case UNAUTHORISED -> hold(exchange, attempt, verdict);
            case DELIVERED -> settle(attempt, verdict);
            case REJECTED -> false;
        };
    }

    /** Whether to try again or to give up is for whoever has the lane now. */
    private static boolean leave(Attempt attempt) {
        attempt.hold();
        return false;
    }

    /** Some services answer with a failure that the message is there already. */
    private boolean settle(Attempt attempt, Verdict verdict) {
        attempt.settle();
        deliveries.slowDown(attempt.provider(), verdict.bound(), verdict.pause());
        deliveries.holds().end(attempt.provider());
        deliveries.told(attempt.provider(), attempt.events());
        attempts.delivered(attempt.provider(), attempt.age(clock));
        return false;
    }

    private boolean retry(Exchange exchange, Attempt attempt, Verdict verdict) {
        if (verdict.isOutdated()) {
            wait(exchange, attempt, verdict, Duration.ZERO);
            return true;
        }
        Duration age = verdicts.age(attempt);
        Duration left = deliveries.policy(attempt.provider()).giveUpAfter().minus(age);
        boolean limited = verdict.outcome() == Outcome.RATE_LIMITED;
        Duration pause = Pauses.of(exchange).after(verdict, left);
        if (limited) {
            deliveries.slowDown(
                    attempt.provider(), verdict.bound(), pause); // also when given up: the next must not knock at once
        }
        if (left.isNegative() || left.isZero() || (!limited && !verdict.bound().allows(attempt.count(), age))) {
            return false;
        }
        wait(exchange, attempt, verdict, deliveries.atLeast(attempt.provider(), pause));
        return true;
    }

    /** A smaller message may pass at once; a second refusal is the last word. */
    private static boolean shrink(Exchange exchange, Attempt attempt, Verdict verdict) {
        attempt.shrink();
        wait(exchange, attempt, verdict, Duration.ZERO);
        return true;
    }

    /**
     * What is wrong with the credentials is wrong for every event: none is given up, the lane keeps them. The event goes back
     * to it, so that its wait can be ended by a new secret, which Camel's wait cannot.
     */
    private boolean hold(Exchange exchange, Attempt attempt, Verdict verdict) {
        attempt.hold();
        Duration pause = deliveries.pause(attempt.provider());
        long held = deliveries.holds().last(attempt.provider());
        if (held == 0 || pause.isNegative() || pause.isZero()) { // else another sender's attempt was refused just now
            pause = Pauses.of(exchange).afterRefusal(held);
            deliveries.holdRefused(attempt.provider(), pause, attempt.begun());
        }
        log(exchange, attempt, verdict, pause);
        return false;
    }

    private static void wait(Exchange exchange, Attempt attempt, Verdict verdict, Duration pause) {
        exchange.getMessage().setHeader(Exchange.REDELIVERY_DELAY, pause.toMillis());
        log(exchange, attempt, verdict, pause);
    }

    private static void log(Exchange exchange, Attempt attempt, Verdict verdict, Duration pause) {
        LOG.warn(
                "Attempt {} for event {} at provider {} failed: {}{}; next in {} ms{}",
                attempt.count(),
                exchange.getVariable("id"),
                attempt.provider(),
                verdict.reason().word(),
                verdict.status() == null ? "" : " (status " + verdict.status() + ")",
                pause.toMillis(),
                verdict.hint().isEmpty() ? "" : ". " + verdict.hint());
    }
}
