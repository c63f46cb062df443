package dev.caravan.management;

import dev.caravan.configuration.Taken;
import dev.caravan.delivery.Condition;
import dev.caravan.delivery.Conditions;
import dev.caravan.delivery.LastAttempts;
import dev.caravan.journal.Journal;
import dev.caravan.journal.Lag;
import dev.caravan.provider.ProviderSettings;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The providers with what is known of them, in Flux's shape where Flux has one. */
public final class Providers {
    private final Supplier<List<ProviderSettings>> settings;
    private final Supplier<Collection<Taken>> objects;
    private final Conditions conditions;
    private final LastAttempts attempts;
    private final Journal journal;

    /** {@code settings} and {@code objects} of the cluster are those of the moment. */
    public Providers(
            Supplier<List<ProviderSettings>> settings,
            Supplier<Collection<Taken>> objects,
            Conditions conditions,
            LastAttempts attempts,
            Journal journal) {
        this.settings = settings;
        this.objects = objects;
        this.conditions = conditions;
        this.attempts = attempts;
        this.journal = journal;
    }

    Reply list() {
        Stream<Map<String, Object>> refused = objects.get().stream()
                .filter(object -> object.isProvider() && !object.isInForce())
                .sorted(Comparator.comparing(Taken::name))
                .map(Providers::refused);
        return Reply.ok(Map.of(
                "providers",
                Stream.concat(settings.get().stream().map(this::one), refused).toList()));
    }

    /** An object of the cluster that no provider could be made of. */
    private static Map<String, Object> refused(Taken object) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("name", object.name());
        body.put("origin", "cluster (" + object.id() + ")");
        body.put(
                "status",
                Map.of(
                        "conditions",
                        List.of(Map.of(
                                "type",
                                "Ready",
                                "status",
                                "False",
                                "reason",
                                "InvalidConfiguration",
                                "message",
                                object.problem()))));
        return body;
    }

    private Map<String, Object> one(ProviderSettings provider) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("name", provider.name());
        body.put("type", provider.type().name());
        body.put("origin", provider.origin());
        body.put("suspended", provider.suspend());
        String address = provider.values().get("address");
        if (address != null) {
            body.put("address", provider.masked("address", address));
        }
        Lag lag = journal.lag(provider.name());
        body.put("lag", Map.of("events", lag.events(), "seconds", lag.age().toMillis() / 1000.0));
        body.put("owned", journal.owns(provider.name()));
        String owner = journal.owner(provider.name());
        if (owner != null) {
            body.put("owner", owner);
        }
        attempts.delivery(provider.name()).ifPresent(time -> body.put("lastDelivery", time.toString()));
        attempts.failure(provider.name()).ifPresent(failure -> body.put("lastError", error(failure)));
        body.put("status", Map.of("conditions", List.of(condition(conditions.ready(provider.name())))));
        return body;
    }

    private static Map<String, Object> error(LastAttempts.Failure failure) {
        return Map.of(
                "time", failure.time().toString(), "reason", failure.reason().word());
    }

    private static Map<String, Object> condition(Condition condition) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", condition.type());
        body.put("status", condition.status());
        body.put("reason", condition.reason());
        body.put("message", condition.message());
        body.put("lastTransitionTime", condition.lastTransitionTime().toString());
        return body;
    }
}
