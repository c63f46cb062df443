package dev.caravan.delivery;

import dev.caravan.client.AttemptClock;
import java.util.function.Predicate;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Starts an attempt's clock, after it has waited for the rate; the last look whether the lane may send at all. */
public final class Begin implements Processor {
    private final Predicate<String> ours;

    /** {@code ours} says whether this process has the lane now. */
    public Begin(Predicate<String> ours) {
        this.ours = ours;
    }

    @Override
    public void process(Exchange exchange) throws LostLaneException {
        Attempt attempt = new Attempt(exchange);
        if (!ours.test(attempt.provider())) {
            throw new LostLaneException();
        }
        AttemptClock.begin(attempt.begin());
    }
}
