package dev.caravan.door;

import dev.caravan.authentication.Proof;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Turns a raw request into variables, or refuses it.
 *
 * <p>Sets {@code requestId}, {@code source} and {@code named} when the path names one, {@code payload} and {@code request} (the sender's
 * header fields that sources need), {@code signedId} where a signature covers the delivery's id; the body becomes the payload's text.
 */
final class Door implements Processor {
    /** Where the raw request stays for schemes that are checked after detection. */
    static final String INBOUND = "CaravanInbound";

    private final Gate gate;
    private final MediaTypes types;

    Door(Gate gate, MediaTypes types) {
        this.gate = gate;
        this.types = types;
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
        keep(exchange, gate.admit(target, inbound));
        String payload = Content.text(inbound, types, target.source());
        exchange.setProperty(INBOUND, inbound);
        exchange.setVariable("request", RequestHeaders.of(inbound.headers()));
        exchange.setVariable("payload", payload);
        exchange.getMessage().setBody(payload);
    }

    /** What a proof covers is a better key than what a source finds in the request. */
    static void keep(Exchange exchange, Proof proof) {
        if (proof.id() != null) {
            exchange.setVariable("signedId", proof.id());
        }
    }
}
