package dev.caravan.journal;

import java.util.Objects;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultAsyncProducer;
import org.jspecify.annotations.Nullable;

/** Keeps the body, a {@link DeadLetter}; the exchange goes on when that is on disk. */
final class DeadProducer extends DefaultAsyncProducer {
    private final JournalEndpoint endpoint;
    private @Nullable Journal journal;

    DeadProducer(JournalEndpoint endpoint) {
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
        if (!(exchange.getMessage().getBody() instanceof DeadLetter letter)) {
            exchange.setException(new JournalException("body is not a dead letter"));
            callback.done(true);
            return true;
        }
        var unused = Objects.requireNonNull(journal).bury(letter).whenComplete((kept, failure) -> {
            if (failure == null) {
                exchange.setVariable("id", letter.id());
            } else {
                exchange.setException(failure);
            }
            callback.done(false);
        });
        return false;
    }
}
