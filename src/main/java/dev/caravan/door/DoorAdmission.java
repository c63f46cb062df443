package dev.caravan.door;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Asks a request for the proof that its detected source demands, and each wrapper around it, unless the path named that one and it
 * was asked already. Without this step, posting to {@code /webhook}, or in a wrapper, would be a way around a source's own scheme.
 */
final class DoorAdmission implements Processor {
    private final Gate gate;

    DoorAdmission(Gate gate) {
        this.gate = gate;
    }

    @Override
    public void process(Exchange exchange) {
        if (!(exchange.getProperty(Door.INBOUND) instanceof Inbound request)) {
            return;
        }
        Set<String> found = new LinkedHashSet<>();
        if (exchange.getVariable("wrappers") instanceof List<?> wrappers) {
            wrappers.forEach(wrapper -> found.add(String.valueOf(wrapper)));
        }
        String source = exchange.getVariable("source", String.class);
        if (source != null) {
            found.add(source);
        }
        String named = exchange.getVariable("named", String.class);
        found.remove(named);
        found.forEach(each -> Door.keep(exchange, gate.admitDetected(each, named, request)));
    }
}
