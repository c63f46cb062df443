package dev.caravan.alert;

import dev.caravan.journal.Entry;
import java.util.ArrayList;
import java.util.List;
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
    private final Unless unless;
    private final Unmatched unmatched;

    /** Is told of an event that a provider does not hear of, and why: {@code suspended}, {@code no-alert} or {@code not-for-type}. */
    @FunctionalInterface
    public interface Unmatched {
        void passedOver(String provider, String why);
    }

    /** Says why the type of a provider has nothing to say to an event; nothing when it has. */
    @FunctionalInterface
    public interface Unless {
        Optional<String> why(String provider, Map<String, Object> event);
    }

    public MatchEvent(Alerts alerts, Set<String> suspended, Unless unless, Unmatched unmatched) {
        this.alerts = alerts;
        this.unless = unless;
        this.suspended = Set.copyOf(suspended);
        this.unmatched = unmatched;
    }

    @Override
    @SuppressWarnings("unchecked") // the journal gives events
    public void process(Exchange exchange) {
        String provider = exchange.getVariable("provider", String.class);
        exchange.setVariable("matched", false);
        if (suspended.contains(provider)) {
            int events = exchange.getMessage().getBody() instanceof List<?> several ? several.size() : 1;
            for (int event = 0; event < events; event++) {
                unmatched.passedOver(provider, "suspended");
            }
            return;
        }
        if (exchange.getMessage().getBody() instanceof List<?> several) {
            takeAsOne(exchange, provider, (List<Entry>) several);
        } else {
            Map<String, Object> event = exchange.getMessage().getBody(Map.class);
            match(provider, event).ifPresent(match -> take(exchange, match));
        }
    }

    private Optional<Match> match(String provider, Map<String, Object> event) {
        Optional<Match> match = alerts.match(provider, event);
        if (match.isEmpty()) {
            unmatched.passedOver(provider, "no-alert");
        } else if (unless.why(provider, match.get().event()).isPresent()) {
            unmatched.passedOver(provider, "not-for-type");
            return Optional.empty();
        }
        return match;
    }

    /** Of several events those that match become one; which they were is kept for the case that they become dead letters. */
    private void takeAsOne(Exchange exchange, String provider, List<Entry> entries) {
        List<Entry> taken = new ArrayList<>();
        List<Match> matches = new ArrayList<>();
        for (Entry entry : entries) {
            match(provider, entry.event()).ifPresent(match -> {
                taken.add(entry);
                matches.add(match);
            });
        }
        if (!taken.isEmpty()) {
            exchange.setVariable("digest", List.copyOf(taken));
            take(exchange, Digest.of(matches));
        }
    }

    private static void take(Exchange exchange, Match match) {
        exchange.setVariable("matched", true);
        match.alert().ifPresent(alert -> exchange.setVariable("alert", alert));
        exchange.getMessage().setBody(match.event());
    }
}
