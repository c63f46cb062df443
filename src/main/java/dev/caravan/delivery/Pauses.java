package dev.caravan.delivery;

import java.time.Duration;
import org.apache.camel.Exchange;
import org.apache.camel.processor.errorhandler.RedeliveryPolicy;

/** How long to wait after an attempt that failed: the answer's wish, else longer each time. */
record Pauses(Exchange exchange, Attempt attempt) {
    private static final String RETRY = "deliveryRetry";
    private static final String HOLD = "unauthorisedRetry";

    static Pauses of(Exchange exchange) {
        return new Pauses(exchange, new Attempt(exchange));
    }

    /** {@code left} is the time until the event is given up. */
    Duration after(Verdict verdict, Duration left) {
        if (verdict.pause() != null) {
            return verdict.pause();
        }
        boolean limited = verdict.outcome() == Outcome.RATE_LIMITED;
        return limited && !verdict.bound().time().isZero()
                ? doubled(verdict.bound().time())
                : backOff(left);
    }

    private Duration doubled(Duration first) {
        Duration last = attempt.pause();
        Duration pause = last.isZero() ? first : RetryAfter.capped(last.multipliedBy(2));
        attempt.pause(pause);
        return pause;
    }

    private Duration backOff(Duration left) {
        long millis = policy(RETRY).calculateRedeliveryDelay(attempt.backOff(), attempt.count());
        attempt.backOff(millis);
        return Duration.ofMillis(
                Math.min(millis, Math.max(0, left.toMillis()) + 1)); // so that the last attempt comes when it is due
    }

    /** {@code held} is how long the lane was held back last, in milliseconds. */
    Duration afterRefusal(long held) {
        return Duration.ofMillis(policy(HOLD).calculateRedeliveryDelay(held, 1));
    }

    private RedeliveryPolicy policy(String name) {
        return exchange.getContext().getRegistry().lookupByNameAndType(name, RedeliveryPolicy.class);
    }
}
