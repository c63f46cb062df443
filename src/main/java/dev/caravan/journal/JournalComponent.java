package dev.caravan.journal;

import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;

/** {@code journal:events}, {@code journal:events?lane=x} and {@code journal:dead}, on the registry's {@link Journal}. */
@Component("journal")
public final class JournalComponent extends DefaultComponent {
    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
        JournalEndpoint endpoint = new JournalEndpoint(uri, this, Topic.named(remaining));
        endpoint.setLane(getAndRemoveParameter(parameters, "lane", String.class, ""));
        endpoint.setConcurrency(getAndRemoveParameter(parameters, "concurrency", Integer.class, 1));
        return endpoint; // Camel refuses what is left of the parameters
    }
}
