package dev.caravan.event;

import dev.caravan.door.ProblemException;
import dev.caravan.door.Problems;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Takes a payload that no source recognised, or not the one its path names: it is parked, or refused where the operator wants
 * that. Keeps what its source's mapping fails for in any case. Refuses what is not even an object for a named source, since no source sends that.
 */
public final class Park implements Processor {
    private final boolean reject;

    public Park(boolean reject) {
        this.reject = reject;
    }

    @Override
    public void process(Exchange exchange) {
        boolean unmapped = Unmapped.STATUS.equals(exchange.getVariable("status"));
        exchange.removeVariable("answer"); // of a source that is not the one
        // the whole array decides about its elements, and what is replayed lies in the dead letters already
        if (exchange.getVariable("element") != null || exchange.getVariable("replay") != null) {
            exchange.setVariable("status", "unrecognised");
            return;
        }
        if (unmapped) {
            exchange.setVariable("reason", "mapping");
            exchange.setVariable("status", "parked");
            return;
        }
        String named = exchange.getVariable("named", String.class);
        boolean whole = exchange.getVariable("gathered") == null; // else it is what an array had besides
        if (named != null && whole && !isObject(exchange.getVariable("payload", String.class))) {
            throw new ProblemException(Problems.unexpectedStructure(named));
        }
        if (reject) {
            throw new ProblemException(Problems.unrecognised());
        }
        exchange.setVariable("source", named);
        exchange.setVariable("status", "parked");
    }

    // the body may be mapped already, by the source that the payload is really of
    private static boolean isObject(String payload) {
        return payload.stripLeading().startsWith("{");
    }
}
