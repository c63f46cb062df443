package dev.caravan.metrics;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Counts what is about to be answered with 202. */
public final class CountReceived implements Processor {
    private final Meters meters;

    public CountReceived(Meters meters) {
        this.meters = meters;
    }

    @Override
    public void process(Exchange exchange) {
        String source = exchange.getVariable("source", "none", String.class);
        meters.received(source, exchange.getVariable("status", String.class));
    }
}
