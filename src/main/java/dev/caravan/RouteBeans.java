package dev.caravan;

import dev.caravan.alert.MatchEvent;
import dev.caravan.configuration.Configuration;
import dev.caravan.configuration.Unrecognised;
import dev.caravan.delivery.Attempts;
import dev.caravan.delivery.Begin;
import dev.caravan.delivery.Bury;
import dev.caravan.delivery.Judge;
import dev.caravan.delivery.Pace;
import dev.caravan.delivery.Redelivery;
import dev.caravan.event.Park;
import dev.caravan.event.Stamp;
import dev.caravan.event.Unmapped;
import dev.caravan.metrics.CountReceived;
import dev.caravan.trace.Received;
import dev.caravan.trace.Traces;
import java.util.Map;
import org.apache.camel.Processor;
import org.apache.camel.component.micrometer.MicrometerConstants;

/** What the routes name, but for the door's. */
record RouteBeans(Shared shared, Translation translation, Changes changes) {
    Map<String, Object> all() {
        Configuration configuration = translation.configuration();
        Attempts attempts = attempts();
        return Map.ofEntries(
                Map.entry(MicrometerConstants.METRICS_REGISTRY_NAME, shared.registry()),
                Map.entry("journal", shared.journal()),
                Map.entry("deliveries", shared.deliveries()),
                Map.entry("plainClient", shared.clients().plain()),
                Map.entry("stamp", new Stamp(shared.ulids(), shared.clock(), "caravan-0")),
                Map.entry("unmapped", new Unmapped()),
                Map.entry("park", new Park(configuration.door().unrecognised() == Unrecognised.REJECT)),
                Map.entry("countReceived", received()),
                Map.entry(
                        "match",
                        new MatchEvent(
                                configuration.alerts(),
                                translation.suspended(),
                                translation.unsuited()::why,
                                shared.meters())),
                Map.entry("pace", new Pace(shared.deliveries(), shared.journal()::isOpen)),
                Map.entry("attemptGate", changes.gate()),
                Map.entry("begin", new Begin(shared.journal()::owns)),
                Map.entry("judge", new Judge(shared.deliveries(), attempts, shared.clock())),
                Map.entry(
                        "redelivery",
                        new Redelivery(shared.deliveries(), attempts, shared.journal()::owns, shared.clock())),
                Map.entry("bury", new Bury(shared.ulids(), attempts, changes::redacted, shared.clock())));
    }

    private Attempts attempts() {
        Attempts counted = Attempts.both(shared.meters(), Attempts.both(shared.conditions(), shared.lastAttempts()));
        Traces traces = shared.traces();
        return traces == null ? counted : Attempts.both(counted, traces);
    }

    private Processor received() {
        Processor count = new CountReceived(shared.meters());
        Traces traces = shared.traces();
        return traces == null
                ? count
                : exchange -> {
                    count.process(exchange);
                    traces.received(Received.of(exchange));
                };
    }
}
