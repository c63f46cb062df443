package dev.caravan.door;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Turns a raw request into variables, or refuses it.
 *
 * <p>Sets {@code requestId}, {@code source} and {@code named} when the path names one, {@code payload} and {@code request} (the sender's
 * header fields that sources need); the body becomes the payload's text.
 */
final class Door implements Processor {
    /** Where the raw request stays for schemes that are checked after detection. */
    static final String INBOUND = "CaravanInbound";

    private final Gate gate;

    Door(Gate gate) {
        this.gate = gate;
    }

    @Override
    public void process(Exchange exchange) {
        Inbound inbound = (Inbound) exchange.getMessage().getBody();
        exchange.setVariable("requestId", inbound.id());
        Target target = Target.of(inbound.path());
        if (gate.knows(target.source())) {
            exchange.setVariable("source", target.source());
            exchange.setVariable("named", target.source());
        }
        gate.admit(target, inbound);
        String payload = Content.text(inbound, target.source());
        exchange.setProperty(INBOUND, inbound);
        exchange.setVariable("request", RequestHeaders.of(inbound.headers()));
        exchange.setVariable("payload", payload);
        exchange.getMessage().setBody(payload);
    }
}
