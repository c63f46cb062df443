package dev.caravan.alert;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Decides in a lane whether its provider is told of the event in the body: sets {@code matched}, {@code alert}, and the body
 * to the event with the alert's metadata.
 */
public final class MatchEvent implements Processor {
    private final Alerts alerts;
    private final Set<String> suspended;
    private final Unmatched unmatched;

    /** Is told of an event that a provider does not hear of, and why: {@code suspended} or {@code no-alert}. */
    @FunctionalInterface
    public interface Unmatched {
        void passedOver(String provider, String why);
    }

    public MatchEvent(Alerts alerts, Set<String> suspended, Unmatched unmatched) {
        this.alerts = alerts;
        this.suspended = Set.copyOf(suspended);
        this.unmatched = unmatched;
    }

    @Override
    @SuppressWarnings("unchecked") // the journal gives events
    public void process(Exchange exchange) {
        String provider = exchange.getVariable("provider", String.class);
        Optional<Match> match = suspended.contains(provider)
                ? Optional.empty()
                : alerts.match(provider, exchange.getMessage().getBody(Map.class));
        exchange.setVariable("matched", match.isPresent());
        match.ifPresentOrElse(
                found -> take(exchange, found),
                () -> unmatched.passedOver(provider, suspended.contains(provider) ? "suspended" : "no-alert"));
    }

    private static void take(Exchange exchange, Match match) {
        match.alert().ifPresent(alert -> exchange.setVariable("alert", alert));
        exchange.getMessage().setBody(match.event());
    }
}
