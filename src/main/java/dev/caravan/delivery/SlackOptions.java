package dev.caravan.delivery;

import org.apache.camel.Endpoint;
import org.apache.camel.component.slack.SlackEndpoint;
import org.apache.camel.spi.EndpointStrategy;

/** Unsets what a Slack provider was not told: camel-slack writes an empty channel or name into the message, a null it leaves out. */
public final class SlackOptions implements EndpointStrategy {
    @Override
    public Endpoint registerEndpoint(String uri, Endpoint endpoint) {
        if (endpoint instanceof SlackEndpoint slack) {
            slack.setChannel(orNull(slack.getChannel()));
            slack.setUsername(orNull(slack.getUsername()));
        }
        return endpoint;
    }

    @SuppressWarnings("NullAway") // the setters of camel-slack take null
    private static String orNull(String text) {
        return text == null || text.isEmpty() ? null : text;
    }
}
