package dev.caravan.explain;

import dev.caravan.delivery.SlackOptions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.component.direct.DirectEndpoint;
import org.apache.camel.component.http.HttpEndpoint;
import org.apache.camel.component.kamelet.KameletEndpoint;
import org.apache.camel.component.slack.SlackEndpoint;
import org.apache.camel.spi.EndpointStrategy;

/**
 * Lets nothing out: an endpoint stays only if it is known to stay within the process, every other becomes one that records.
 */
final class DryEndpoints implements EndpointStrategy {
    private final Recording recording;
    private final SlackOptions slackOptions = new SlackOptions();

    DryEndpoints(Recording recording) {
        this.recording = recording;
    }

    @Override
    public Endpoint registerEndpoint(String uri, Endpoint endpoint) {
        if (endpoint instanceof DirectEndpoint || endpoint instanceof KameletEndpoint) {
            return endpoint;
        }
        if (endpoint instanceof HttpEndpoint http) {
            http.setHttpClient(new RecordingClient(recording));
            return http;
        }
        if (endpoint instanceof SlackEndpoint slack) {
            slackOptions.registerEndpoint(uri, slack);
            return new DryEndpoint(endpoint, exchange -> recording.add(new SlackRequest(slack, text(exchange)).sent()));
        }
        return new DryEndpoint(endpoint, exchange -> recording.add(generic(endpoint, exchange)));
    }

    /** What no HTTP request is, as a console's line. */
    private static Sent generic(Endpoint endpoint, Exchange exchange) {
        Map<String, String> headers = new LinkedHashMap<>();
        exchange.getMessage().getHeaders().forEach((name, value) -> {
            if (!name.startsWith("Camel")) {
                headers.put(name, String.valueOf(value));
            }
        });
        String uri = endpoint.getEndpointBaseUri().replace("://", ":");
        return new Sent("SEND", uri, headers, Bodies.of(text(exchange)));
    }

    private static String text(Exchange exchange) {
        return Optional.ofNullable(exchange.getMessage().getBody(String.class)).orElse("");
    }
}
