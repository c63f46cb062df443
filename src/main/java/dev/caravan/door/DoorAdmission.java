package dev.caravan.door;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Asks a request that named no source for the proof that its detected source demands. Without this step, posting to
 * {@code /webhook} would be a way around a source's own scheme.
 */
final class DoorAdmission implements Processor {
    private final Gate gate;

    DoorAdmission(Gate gate) {
        this.gate = gate;
    }

    @Override
    public void process(Exchange exchange) {
        Object inbound = exchange.removeProperty(Door.INBOUND);
        String source = exchange.getVariable("source", String.class);
        if (inbound instanceof Inbound request && source != null) {
            gate.admitDetected(source, request);
        }
    }
}
