package dev.caravan.journal;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.ShutdownRunningTask;
import org.apache.camel.Suspendable;
import org.apache.camel.spi.ShutdownAware;
import org.apache.camel.support.DefaultConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the journal as one lane and advances only past what the route finished. On a stop it takes nothing more, lets what is
 * in flight end, and leaves the rest in the journal.
 */
final class LaneConsumer extends DefaultConsumer implements ShutdownAware, Suspendable {
    /** A route sets this property on an event that the lane is to keep and to send again. */
    private static final String UNFINISHED = "journal.unfinished";

    private final JournalEndpoint endpoint;
    private @Nullable Senders senders;

    LaneConsumer(JournalEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
        this.endpoint = endpoint;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        resumeSending();
    }

    @Override
    protected void doResume() {
        resumeSending();
    }

    private void resumeSending() {
        LaneGate found = endpoint.getCamelContext().getRegistry().findSingleByType(LaneGate.class);
        LaneGate gate = found == null ? lane -> Duration.ZERO : found;
        Lane lane = endpoint.journal().openLane(endpoint.getLane());
        Senders started = new Senders(lane, gate, this::send, concurrency(gate));
        gate.onChange(lane.name(), started::wake);
        started.startAfter(senders);
        senders = started;
    }

    private int concurrency(LaneGate gate) {
        return Math.max(endpoint.getConcurrency(), gate.concurrency(endpoint.getLane()));
    }

    /** Sends entries through the route, several as a list; returns whether the route finished them. */
    private boolean send(List<Entry> entries) throws Exception {
        Entry youngest = entries.get(entries.size() - 1);
        Exchange exchange = createExchange(false);
        try {
            exchange.setVariable("provider", endpoint.getLane());
            exchange.setVariable("id", youngest.id());
            exchange.setVariable("source", youngest.source());
            exchange.setVariable("acceptedAt", youngest.acceptedAt());
            exchange.getMessage().setBody(entries.size() == 1 ? youngest.event() : List.copyOf(entries));
            getProcessor().process(exchange);
            return exchange.getException() == null
                    && !exchange.isRollbackOnly()
                    && !exchange.getProperty(UNFINISHED, false, Boolean.class);
        } finally {
            releaseExchange(exchange, false);
        }
    }

    @Override
    protected void doSuspend() {
        if (senders != null) {
            senders.end();
        }
    }

    @Override
    protected void doStop() throws Exception {
        if (senders != null) {
            senders.end();
            senders.join();
        }
        super.doStop();
    }

    @Override
    public boolean deferShutdown(ShutdownRunningTask task) {
        return false; // suspended at once, stopped when nothing is in flight
    }

    @Override
    public int getPendingExchangesSize() {
        return senders == null ? 0 : Objects.requireNonNull(senders).busy();
    }

    @Override
    public void prepareShutdown(boolean suspendOnly, boolean forced) {
        // ending is all there is to prepare
    }
}
