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
 * <p>The waiting time comes from the policy bean, or from the provider's {@code Retry-After}; it is set on every retry,
 * because Camel would take a single {@code Retry-After} as the base of its next exponential step.
 */
public final class Redelivery {
    private static final Logger LOG = LoggerFactory.getLogger(Redelivery.class);

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
        Deliveries.Policy policy = deliveries.policy(attempt.provider());
        Throwable failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        Verdict verdict = Failures.judge(failure, policy.outcomes(), clock);
        attempt.judged(verdict);
        attempts.attempted(attempt.provider(), verdict.outcome(), verdict.reason(), attempt.took());
        Duration left = policy.giveUpAfter().minus(attempt.age(clock));
        if (!verdict.again() || left.isNegative() || left.isZero()) {
            return false;
        }
        Duration pause = pause(exchange, attempt, verdict, left);
        if (verdict.outcome() == Outcome.RATE_LIMITED) {
            deliveries.pause(attempt.provider(), pause);
        }
        exchange.getMessage().setHeader(Exchange.REDELIVERY_DELAY, pause.toMillis());
        log(exchange, attempt, verdict, pause);
        return true;
    }

    private static Duration pause(Exchange exchange, Attempt attempt, Verdict verdict, Duration left) {
        if (verdict.pause() != null) {
            return verdict.pause();
        }
        RedeliveryPolicy policy =
                exchange.getContext().getRegistry().lookupByNameAndType("deliveryRetry", RedeliveryPolicy.class);
        long millis = policy.calculateRedeliveryDelay(attempt.backOff(), attempt.count());
        attempt.backOff(millis);
        return Duration.ofMillis(
                Math.min(millis, left.toMillis() + 1)); // so that the last attempt comes when it is due
    }

    private static void log(Exchange exchange, Attempt attempt, Verdict verdict, Duration pause) {
        LOG.warn(
                "Attempt {} for event {} at provider {} failed: {}{}; next in {} ms",
                attempt.count(),
                exchange.getVariable("id"),
                attempt.provider(),
                verdict.reason().word(),
                verdict.status() == null ? "" : " (status " + verdict.status() + ")",
                pause.toMillis());
    }
}
