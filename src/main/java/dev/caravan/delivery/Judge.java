package dev.caravan.delivery;

import java.time.Clock;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Looks at an answer that looks like success, since some providers answer 200 to a failure; throws if it is one. */
public final class Judge implements Processor {
    private final Deliveries deliveries;
    private final Attempts attempts;
    private final Clock clock;

    public Judge(Deliveries deliveries, Attempts attempts, Clock clock) {
        this.deliveries = deliveries;
        this.attempts = attempts;
        this.clock = clock;
    }

    @Override
    public void process(Exchange exchange) throws DeliveryException {
        Attempt attempt = new Attempt(exchange);
        Integer status = exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class);
        if (status != null) {
            check(exchange, attempt, status);
        }
        deliveries.holds().end(attempt.provider());
        deliveries.told(attempt.provider(), attempt.events());
        attempts.attempted(attempt.tried(Verdict.DELIVERED));
        attempts.delivered(attempt.provider(), attempt.age(clock));
    }

    private void check(Exchange exchange, Attempt attempt, int status) throws DeliveryException {
        Outcomes outcomes = deliveries.policy(attempt.provider()).outcomes();
        Answer answer = outcomes.reads(status)
                ? Answer.of(
                        status,
                        exchange.getMessage().getHeaders(),
                        exchange.getMessage().getBody(String.class))
                : new Answer(status, "", "");
        Verdict verdict = outcomes.judge(answer, clock);
        if (verdict.outcome() != Outcome.DELIVERED) {
            throw new DeliveryException(verdict);
        }
        deliveries.slowDown(attempt.provider(), verdict.bound(), verdict.pause());
    }
}
