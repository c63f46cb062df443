package dev.caravan.journal;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultAsyncProducer;
import org.jspecify.annotations.Nullable;

/** Appends the body, an event or a list of them; the exchange goes on when that is on disk. */
final class EventProducer extends DefaultAsyncProducer {
    private final JournalEndpoint endpoint;
    private @Nullable Journal journal;

    EventProducer(JournalEndpoint endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        journal = endpoint.journal();
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        Journal target = Objects.requireNonNull(journal);
        try {
            String key = exchange.getVariable("deliveryKey", String.class);
            Duration window = exchange.getVariable("deliveryWindow", Duration.class);
            var receipt = target.append(
                    events(exchange.getMessage().getBody()), key, window == null ? Duration.ZERO : window);
            var unused = receipt.whenComplete((known, failure) -> finish(exchange, callback, known, failure));
            return false;
        } catch (JournalException e) {
            exchange.setException(e);
            callback.done(true);
            return true;
        }
    }

    @SuppressWarnings("unchecked") // what the mapping of a source gives: JSON objects have text as keys
    private static List<Map<String, Object>> events(@Nullable Object body) {
        if (body instanceof Map<?, ?> event) {
            return List.of((Map<String, Object>) event);
        }
        if (body instanceof List<?> events && events.stream().allMatch(Map.class::isInstance)) {
            return (List<Map<String, Object>>) events;
        }
        throw new JournalException("body is neither an event nor a list of events");
    }

    private static void finish(
            Exchange exchange, AsyncCallback callback, @Nullable Receipt receipt, @Nullable Throwable failure) {
        if (failure != null) {
            exchange.setException(failure);
        } else if (receipt != null && receipt.duplicate()) {
            exchange.setVariable("status", "duplicate");
            exchange.setVariable("id", receipt.ids().get(0));
        }
        callback.done(false);
    }
}
