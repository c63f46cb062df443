package dev.caravan.door;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Turns a raw request into variables, or refuses it.
 *
 * <p>Sets {@code requestId}, {@code source} and {@code named} when the path names one, {@code payload} and {@code request} (the sender's
 * header fields that sources need); the body becomes the payload's text.
 */
final class Door implements Processor {
    /** Where the raw request stays for schemes that are checked after detection. */
    static final String INBOUND = "CaravanInbound";

    /** Every header field that a source may look at; nothing else of the request's head comes in. */
    private static final Set<String> REQUEST_HEADERS = Set.of(
            "ce-id",
            "ce-source",
            "ce-specversion",
            "ce-time",
            "ce-type",
            "gotk-component",
            "user-agent",
            "webhook-id",
            "x-amz-sns-message-type",
            "x-event-key",
            "x-gitea-delivery",
            "x-gitea-event",
            "x-gitee-event",
            "x-github-delivery",
            "x-github-event",
            "x-gitlab-event",
            "x-gitlab-event-uuid",
            "x-gitlab-webhook-uuid",
            "x-goog-resource-state",
            "x-harbor-event-id",
            "x-hook-uuid",
            "x-request-id",
            "x-request-uuid");

    private final Gate gate;

    Door(Gate gate) {
        this.gate = gate;
    }

    @Override
    public void process(Exchange exchange) {
        Inbound inbound = (Inbound) exchange.getMessage().getBody();
        exchange.setVariable("requestId", inbound.id());
        Target target = Target.of(inbound.path());
        if (gate.knows(target.source())) {
            exchange.setVariable("source", target.source());
            exchange.setVariable("named", target.source());
        }
        gate.admit(target, inbound);
        String payload = Content.text(inbound);
        if (target.source() == null) {
            exchange.setProperty(INBOUND, inbound);
        }
        exchange.setVariable("request", request(inbound));
        exchange.setVariable("payload", payload);
        exchange.getMessage().setBody(payload);
    }

    private static Map<String, String> request(Inbound inbound) {
        Map<String, String> request = new LinkedHashMap<>();
        inbound.headers().forEach((name, value) -> {
            String lower = name.toLowerCase(Locale.ROOT);
            if (REQUEST_HEADERS.contains(lower)) {
                request.putIfAbsent(lower, value);
            }
        });
        return Map.copyOf(request);
    }
}
