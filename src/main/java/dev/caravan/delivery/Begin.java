package dev.caravan.delivery;

import dev.caravan.client.AttemptClock;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Starts an attempt's clock, after it has waited for the rate. */
public final class Begin implements Processor {
    @Override
    public void process(Exchange exchange) {
        AttemptClock.begin(new Attempt(exchange).begin());
    }
}
