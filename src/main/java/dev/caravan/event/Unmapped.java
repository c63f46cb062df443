package dev.caravan.event;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Goes on without an event where a source's mapping failed: that is our mistake, which sending the payload again does not mend, so it
 * is to be parked, once the request has proven its sender. Sets {@code status} to {@code unmapped}.
 */
public final class Unmapped implements Processor {
    static final String STATUS = "unmapped";

    private static final Logger LOG = LoggerFactory.getLogger(Unmapped.class);

    @Override
    public void process(Exchange exchange) {
        LOG.warn(
                "Request {}: no event for source={}: {}",
                exchange.getVariable("requestId"),
                exchange.getVariable("source"),
                exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class).getMessage());
        exchange.removeVariable("answer");
        exchange.removeVariable("confirm");
        exchange.setVariable("status", STATUS);
        exchange.getMessage().setBody(null);
    }
}
