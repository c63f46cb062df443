package dev.caravan.journal;

import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.ResolveEndpointFailedException;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;

/** Appends events to the journal, reads them as a lane, keeps dead letters. */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = "journal",
        title = "Journal",
        syntax = "journal:topic",
        category = {Category.MESSAGING})
public final class JournalEndpoint extends DefaultEndpoint {
    @UriPath(enums = "events,dead")
    @Metadata(required = true)
    private final Topic topic;

    @UriParam(label = "consumer", description = "Name of the provider whose lane this is.")
    private String lane = "";

    @UriParam(label = "consumer", defaultValue = "1", description = "How many events may be on their way at once.")
    private int concurrency = 1;

    JournalEndpoint(String uri, JournalComponent component, Topic topic) {
        super(uri, component);
        this.topic = topic;
    }

    @Override
    public Producer createProducer() {
        return switch (topic) {
            case EVENTS -> new EventProducer(this);
            case DEAD -> new DeadProducer(this);
        };
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        if (topic != Topic.EVENTS || lane.isBlank() || concurrency < 1) {
            throw new ResolveEndpointFailedException(
                    getEndpointUri(), "write journal:events?lane=<provider>, with a concurrency of at least 1");
        }
        LaneConsumer consumer = new LaneConsumer(this, processor);
        configureConsumer(consumer);
        return consumer;
    }

    /** The journal of this context. */
    Journal journal() {
        Journal journal = getCamelContext().getRegistry().findSingleByType(Journal.class);
        if (journal == null) {
            throw new IllegalStateException(getEndpointUri() + ": there is no journal in the registry: bind one first");
        }
        return journal;
    }

    public String getLane() {
        return lane;
    }

    public void setLane(String lane) {
        this.lane = lane;
    }

    public int getConcurrency() {
        return concurrency;
    }

    public void setConcurrency(int concurrency) {
        this.concurrency = concurrency;
    }
}
