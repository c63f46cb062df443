package dev.caravan.delivery;

import java.time.Duration;
import java.util.function.Predicate;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Route;
import org.apache.camel.support.RoutePolicySupport;

/**
 * Holds attempts to their provider's rate: a step waits for a permit, and the end of the route gives it back, however it ends.
 * Camel's throttle goes by the time of day and by when a request begins (docs/adr/0021).
 */
public final class Pace extends RoutePolicySupport implements Processor {
    private static final String PERMITS = "caravan.attempt.permits";
    private static final Duration LOOK = Duration.ofMillis(200);

    private final Deliveries deliveries;
    private final Predicate<String> open;

    /** {@code open} says whether the lane still goes on here: if not, its event does not wait for a permit. */
    public Pace(Deliveries deliveries, Predicate<String> open) {
        this.deliveries = deliveries;
        this.open = open;
    }

    @Override
    public void process(Exchange exchange) throws InterruptedException, LostLaneException {
        String provider = new Attempt(exchange).provider();
        Permits permits = deliveries.permits(provider);
        if (permits.rate().unlimited()) {
            return;
        }
        while (!permits.take(LOOK)) {
            if (!open.test(provider)) {
                throw new LostLaneException();
            }
        }
        exchange.setProperty(PERMITS, permits);
    }

    @Override
    public void onExchangeDone(Route route, Exchange exchange) {
        if (exchange.removeProperty(PERMITS) instanceof Permits permits) {
            permits.giveBack();
        }
    }
}
