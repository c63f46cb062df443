package dev.caravan.client;

import org.apache.camel.component.slack.SlackComponent;

/** camel-slack with the bound of a whole attempt, an option it lacks; {@link GuardedSlack} sees to it. */
public final class BoundedSlack extends SlackComponent {
    private long timeout = ClientSettings.PLAIN.timeout().toMillis();

    /** From request to the answer's last byte, in milliseconds. */
    public long getTimeout() {
        return timeout;
    }

    public void setTimeout(long timeout) {
        this.timeout = timeout;
    }
}
