package dev.caravan.explain;

import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultProducer;

/** Stands for an endpoint that must not be reached. */
final class DryEndpoint extends DefaultEndpoint {
    private final Processor recorder;

    DryEndpoint(Endpoint real, Processor recorder) {
        this.recorder = recorder;
        setEndpointUri(real.getEndpointUri());
        setCamelContext(real.getCamelContext());
    }

    @Override
    public Producer createProducer() {
        return new DefaultProducer(this) {
            @Override
            public void process(Exchange exchange) throws Exception {
                recorder.process(exchange);
            }
        };
    }

    @Override
    public Consumer createConsumer(Processor processor) {
        throw new UnsupportedOperationException("nothing comes in from outside in a dry run");
    }
}
