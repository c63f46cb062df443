package dev.caravan.trace;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/**
 * A request that was taken.
 *
 * @param events the ids of what it brought; its own id where it brought nothing
 * @param caller what its sender traces it by; invalid where it does not
 */
public record Received(Instant since, String source, String status, List<String> events, SpanContext caller) {
    static final String PATH = "/webhook";

    /** As its route leaves it. */
    public static Received of(Exchange exchange) {
        String status = Objects.toString(exchange.getVariable("status"));
        String id = Objects.toString(exchange.getVariable("id"));
        return new Received(
                Instant.ofEpochMilli(exchange.getClock().getCreated()),
                exchange.getVariable("source", "none", String.class),
                status,
                status.equals("accepted") ? ids(exchange.getMessage().getBody(), id) : List.of(requestId(exchange, id)),
                caller(exchange.getVariable("request")));
    }

    /** A duplicate has the id of the event that it repeats, whose trace is complete. */
    private static String requestId(Exchange exchange, String id) {
        return exchange.getVariable("requestId", id, String.class);
    }

    private static List<String> ids(@Nullable Object body, String first) {
        if (!(body instanceof List<?> events)) {
            return List.of(first);
        }
        List<String> ids = events.stream()
                .filter(Map.class::isInstance)
                .map(event -> Objects.toString(((Map<?, ?>) event).get("id")))
                .toList();
        return ids.isEmpty() ? List.of(first) : ids;
    }

    private static SpanContext caller(@Nullable Object request) {
        if (!(request instanceof Map<?, ?> fields)) {
            return SpanContext.getInvalid();
        }
        Context context = W3CTraceContextPropagator.getInstance().extract(Context.root(), fields, FIELDS);
        return Span.fromContext(context).getSpanContext();
    }

    private static final TextMapGetter<Map<?, ?>> FIELDS = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(Map<?, ?> fields) {
            return fields.keySet().stream().map(String::valueOf).toList();
        }

        @Override
        public @Nullable String get(@Nullable Map<?, ?> fields, String name) {
            return fields != null && fields.get(name) instanceof String text ? text : null;
        }
    };
}
