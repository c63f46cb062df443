package dev.caravan.event;

import dev.caravan.door.Ulid;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.jspecify.annotations.Nullable;

/**
 * Makes what a source's mapping gave ready for the journal: body in is an event, a list of them or nothing; body out is the
 * list of events, each with an {@code id} of ours. Sets {@code status} and {@code id}, and what makes a repeat known:
 * {@code deliveryKey} and {@code deliveryWindow}.
 */
public final class Stamp implements Processor {
    private final Ulid ulids;
    private final Clock clock;
    private final String instance;
    private final Turns turns = new Turns();

    /** For routes that declare it themselves. */
    public Stamp() {
        this(new Ulid(Clock.systemUTC()), Clock.systemUTC(), "caravan-0");
    }

    /** {@code instance} is the {@code reportingInstance} of events that Caravan itself reports. */
    public Stamp(Ulid ulids, Clock clock, String instance) {
        this.ulids = ulids;
        this.clock = clock;
        this.instance = instance;
    }

    @Override
    public void process(Exchange exchange) {
        if (exchange.getVariable("status") != null) {
            return; // parked, so there is nothing to record
        }
        List<Map<String, Object>> given = events(exchange.getMessage().getBody());
        if (given.isEmpty()) {
            exchange.setVariable("status", "ignored");
            exchange.setVariable("id", exchange.getVariable("requestId"));
            return;
        }
        String source = exchange.getVariable("source", String.class);
        String signed = exchange.getVariable("signedId", String.class);
        // who repeats a request could change the header field that a source takes its id from, but not a signed one
        DeliveryKey key = signed == null
                ? inTurn(DeliveryKey.of(source, given, requestId(exchange)), given)
                : DeliveryKey.signed(source, signed);
        List<Map<String, Object>> stamped =
                given.stream().map(event -> stamp(source, event)).toList();
        exchange.getMessage().setBody(stamped);
        exchange.setVariable("deliveryKey", key.key());
        exchange.setVariable("deliveryWindow", key.window());
        exchange.setVariable("status", "accepted");
        exchange.setVariable("id", stamped.get(0).get("id"));
    }

    private DeliveryKey inTurn(DeliveryKey key, List<Map<String, Object>> given) {
        if (!key.isOfContent()) {
            return key;
        }
        Map<String, Object> first = given.get(0);
        return key.after(turns.of(first.get("source") + " " + first.get("involvedObject"), key.key()));
    }

    @SuppressWarnings("unchecked") // a mapping gives JSON: maps with text keys
    static List<Map<String, Object>> events(@Nullable Object body) {
        if (body instanceof Map<?, ?> event) {
            return List.of((Map<String, Object>) event);
        }
        if (!(body instanceof List<?> list)) {
            return List.of();
        }
        List<Map<String, Object>> events = new ArrayList<>(list.size());
        list.stream().filter(Map.class::isInstance).forEach(event -> events.add((Map<String, Object>) event));
        return events;
    }

    /** By what the sender knows the request, whatever is in it: Standard Webhooks and CloudEvents say so in header fields. */
    private static @Nullable String requestId(Exchange exchange) {
        if (!(exchange.getVariable("request") instanceof Map<?, ?> request)) {
            return null;
        }
        if (request.get("webhook-id") instanceof String id) {
            return id;
        }
        return request.get("ce-id") instanceof String id ? request.get("ce-source") + " " + id : null;
    }

    private Map<String, Object> stamp(String source, Map<String, Object> given) {
        Map<String, Object> event = new LinkedHashMap<>();
        String id = ulids.next();
        event.put("id", id);
        event.put("source", source);
        event.putAll(Members.present(given)); // with the source of the mapping, since an array may hold several
        event.put("id", id); // ours, whatever the mapping let through
        event.remove(DeliveryKey.DELIVERY_ID);
        event.putIfAbsent("timestamp", clock.instant().toString());
        if (source.equals(event.get("reportingController"))) {
            event.putIfAbsent("reportingInstance", instance);
        }
        return event;
    }
}
