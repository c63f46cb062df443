package dev.caravan.door;

import dev.caravan.keys.Fetch;
import dev.caravan.keys.FetchException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.support.AsyncProcessorSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls the address that a sender wants called as a sign of consent, once, if its proof covers the wish and its scheme knows the
 * address for one of its own. Otherwise it calls nothing, and tells the operator.
 *
 * <p>A source asks for it by the variable {@code confirm}: an object with {@code address}, where there is one, and {@code advice}, a sentence of
 * the source itself for the log. It comes after the admission of the source, and dry runs do not come here at all.
 */
final class DoorConfirm extends AsyncProcessorSupport {
    private static final Logger LOG = LoggerFactory.getLogger(DoorConfirm.class);

    private final Gate gate;
    private final Fetch fetch;

    DoorConfirm(Gate gate, Fetch fetch) {
        this.gate = gate;
        this.fetch = fetch;
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        Object inbound = exchange.removeProperty(Door.INBOUND);
        if (exchange.getVariable("confirm") instanceof Map<?, ?> wish && inbound instanceof Inbound request) {
            Optional<URI> address = address(exchange, request, wish.get("address"));
            if (address.isPresent()) {
                var unused = fetch.get(address.get())
                        .whenComplete((answer, failure) -> confirmed(exchange, wish, failure, callback));
                return false;
            }
            tell(exchange, "not confirmed", wish);
        }
        callback.done(true);
        return true;
    }

    private Optional<URI> address(Exchange exchange, Inbound request, @Nullable Object wished) {
        String source = exchange.getVariable("source", String.class);
        try {
            URI address = new URI(String.valueOf(wished));
            return source != null && gate.asks(source, request, address) ? Optional.of(address) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static void confirmed(
            Exchange exchange, Map<?, ?> wish, @Nullable Throwable failure, AsyncCallback callback) {
        if (failure == null) {
            LOG.info("Request {}: subscription confirmed", exchange.getVariable("requestId"));
        } else {
            Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
            // only these are known to hold nothing of the address, which is as good as a password
            String why = cause instanceof FetchException ? cause.getMessage() : "no answer";
            tell(exchange, "not confirmed (" + why + ")", wish);
            exchange.setException(Refused.NOT_CONFIRMED.exception());
        }
        callback.done(false);
    }

    private static void tell(Exchange exchange, String what, Map<?, ?> wish) {
        LOG.warn(
                "Request {} of {}: {}. {}",
                exchange.getVariable("requestId"),
                exchange.getVariable("source"),
                what,
                wish.get("advice"));
    }
}
