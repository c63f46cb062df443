package dev.caravan.explain;

import dev.caravan.alert.Alerts;
import dev.caravan.alert.Match;
import dev.caravan.explain.Explanation.Delivery;
import dev.caravan.provider.ProviderSettings;
import dev.caravan.provider.Unsuited;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.support.DefaultExchange;

/**
 * The outbound half of a dry run: which alert tells which provider, and the requests that its Kamelet makes.
 *
 * <p>Of several alerts that match for one provider only the first by name tells; the others are shown as not matched, with that
 * as the reason.
 */
final class Rehearsal {
    private final DryContext dry;
    private final ProducerTemplate template;
    private final Unsuited unsuited;
    private final Clock clock;

    Rehearsal(DryContext dry, Unsuited unsuited, Clock clock) {
        this.dry = dry;
        this.unsuited = unsuited;
        this.template = dry.camel().createProducerTemplate();
        this.clock = clock;
    }

    /** The requests of one provider for one event, secrets included, and what went wrong. */
    record Rendered(List<Sent> sent, String failure) {}

    /** What one alert means for one provider; {@code rendered} is empty unless it is the one that tells. */
    record Telling(ProviderSettings provider, String alert, boolean matched, String why, Rendered rendered) {
        Delivery delivery(int event, Mask mask) {
            Requests requests = new Requests(mask);
            String reason = rendered.failure().isEmpty() ? why : why + "; but sending fails: " + rendered.failure();
            return new Delivery(
                    event,
                    provider.name(),
                    alert,
                    matched,
                    mask.text(reason),
                    rendered.sent().stream()
                            .map(sent -> requests.masked(provider, sent))
                            .toList());
        }
    }

    List<Telling> tell(ProviderSettings provider, Alerts alerts, Map<String, Object> event) {
        List<Telling> tellings = new ArrayList<>();
        String teller = null;
        for (dev.caravan.alert.Explanation view : alerts.explain(provider.name(), event)) {
            if (provider.suspend()) {
                tellings.add(silent(provider, view.alert(), "the provider is suspended"));
            } else if (!view.matched()) {
                tellings.add(silent(provider, view.alert(), view.why()));
            } else if (teller != null) {
                tellings.add(silent(provider, view.alert(), "it matches, but alert " + teller + " tells already"));
            } else {
                teller = view.alert();
                tellings.add(told(provider, alerts, view, event));
            }
        }
        return tellings;
    }

    private Telling told(
            ProviderSettings provider, Alerts alerts, dev.caravan.alert.Explanation view, Map<String, Object> event) {
        Match match = alerts.match(provider.name(), event).orElseThrow();
        return unsuited.why(provider.name(), match.event())
                .map(why ->
                        silent(provider, view.alert(), "type " + provider.type().name() + " passes it over: " + why))
                .orElseGet(() -> new Telling(provider, view.alert(), true, view.why(), render(provider, match)));
    }

    private static Telling silent(ProviderSettings provider, String alert, String why) {
        return new Telling(provider, alert, false, why, new Rendered(List.of(), ""));
    }

    private Rendered render(ProviderSettings provider, Match match) {
        Exchange exchange = new DefaultExchange(dry.camel());
        exchange.setVariable("provider", provider.name());
        exchange.setVariable("id", match.event().get("id"));
        exchange.setVariable("acceptedAt", clock.instant());
        exchange.setVariable("shrink", false); // undefined it is neither true nor false to a mapping
        match.alert().ifPresent(alert -> exchange.setVariable("alert", alert));
        exchange.getMessage().setBody(match.event());
        try {
            template.send("kamelet:" + provider.type().name() + "/provider-" + provider.name(), exchange);
        } catch (RuntimeException e) {
            exchange.setException(e); // the Kamelet itself cannot be built
        }
        Exception failure = exchange.getException();
        return new Rendered(dry.recording().take(), failure == null ? "" : Reason.of(failure));
    }
}
