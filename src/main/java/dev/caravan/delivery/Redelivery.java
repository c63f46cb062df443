package dev.caravan.delivery;

import java.time.Clock;
import java.time.Duration;
import org.apache.camel.Exchange;
import org.apache.camel.processor.errorhandler.RedeliveryPolicy;
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
    private static final String RETRY = "deliveryRetry";
    private static final String HOLD = "unauthorisedRetry";

    private final Deliveries deliveries;
    private final Attempts attempts;
    private final Clock clock;

    public Redelivery(Deliveries deliveries, Attempts attempts, Clock clock) {
        this.deliveries = deliveries;
        this.attempts = attempts;
        this.clock = clock;
    }

    /** Called by {@code retryWhile} in routes/policy/delivery.camel.yaml. */
    public boolean again(Exchange exchange) {
        Attempt attempt = new Attempt(exchange);
        Throwable failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        Verdict verdict =
                Failures.judge(failure, deliveries.policy(attempt.provider()).outcomes(), clock);
        if (verdict.outcome() == Outcome.SHRINK && attempt.shrunk()) {
            verdict = verdict.tooLarge();
        }
        attempt.judged(verdict);
        attempts.attempted(attempt.provider(), verdict, attempt.took());
        return switch (verdict.outcome()) {
            case RETRY, RATE_LIMITED -> retry(exchange, attempt, verdict);
            case SHRINK -> shrink(exchange, attempt, verdict);
            case UNAUTHORISED -> hold(exchange, attempt, verdict);
            case DELIVERED -> settle(attempt);
            case REJECTED -> false;
        };
    }

    /** Some services answer with a failure that the message is there already. */
    private boolean settle(Attempt attempt) {
        attempt.settle();
        deliveries.accepted(attempt.provider());
        attempts.delivered(attempt.provider(), attempt.age(clock));
        return false;
    }

    private boolean retry(Exchange exchange, Attempt attempt, Verdict verdict) {
        Duration age = deliveries.counted(attempt.provider(), attempt.age(clock));
        Duration left = deliveries.policy(attempt.provider()).giveUpAfter().minus(age);
        Duration pause = pause(exchange, attempt, verdict, left);
        boolean limited = verdict.outcome() == Outcome.RATE_LIMITED;
        if (limited) {
            deliveries.pause(
                    attempt.provider(), pause); // also when this event is given up: the next must not knock at once
        }
        if (left.isNegative() || left.isZero() || (!limited && !verdict.bound().allows(attempt.count(), age))) {
            return false;
        }
        wait(exchange, attempt, verdict, pause);
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
        if (pause.isNegative() || pause.isZero()) { // else another sender's attempt was refused at the same time
            pause = Duration.ofMillis(
                    policy(exchange, HOLD).calculateRedeliveryDelay(deliveries.held(attempt.provider()), 1));
            deliveries.hold(attempt.provider(), pause);
        }
        log(exchange, attempt, verdict, pause);
        return false;
    }

    private static Duration pause(Exchange exchange, Attempt attempt, Verdict verdict, Duration left) {
        if (verdict.pause() != null) {
            return verdict.pause();
        }
        long millis = policy(exchange, RETRY).calculateRedeliveryDelay(attempt.backOff(), attempt.count());
        attempt.backOff(millis);
        return Duration.ofMillis(
                Math.min(millis, Math.max(0, left.toMillis()) + 1)); // so that the last attempt comes when it is due
    }

    private static RedeliveryPolicy policy(Exchange exchange, String name) {
        return exchange.getContext().getRegistry().lookupByNameAndType(name, RedeliveryPolicy.class);
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
