package dev.caravan.door;

import dev.caravan.keys.NotYet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.AsyncProcessorSupport;

/** Lets a check that lacks keys wait until they were fetched, and then do its work once more; the event loop goes on meanwhile. */
final class Deferred extends AsyncProcessorSupport {
    /** Pub/Sub waits 10 s and more for its answer, SNS 15 s. */
    private static final int MOST_SECONDS = 8;

    private final Processor check;

    /** A check that may be done twice. */
    Deferred(Processor check) {
        this.check = check;
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        try {
            check.process(exchange);
        } catch (NotYet lacking) {
            var unused = await(lacking).whenComplete((fetched, failure) -> again(exchange, callback));
            return false;
        } catch (Exception e) {
            exchange.setException(e);
        }
        callback.done(true);
        return true;
    }

    private static CompletableFuture<?> await(NotYet lacking) {
        // a copy, since what was fetched late is of use to the next request
        return lacking.fetched().copy().orTimeout(MOST_SECONDS, TimeUnit.SECONDS);
    }

    private void again(Exchange exchange, AsyncCallback callback) {
        try {
            check.process(exchange);
        } catch (Exception e) {
            exchange.setException(e);
        }
        callback.done(false);
    }
}
