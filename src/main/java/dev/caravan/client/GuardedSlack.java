package dev.caravan.client;

import com.slack.api.Slack;
import java.lang.reflect.Field;
import java.time.Duration;
import java.util.function.Supplier;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Producer;
import org.apache.camel.component.slack.SlackComponent;
import org.apache.camel.component.slack.SlackEndpoint;
import org.apache.camel.component.slack.SlackProducer;
import org.apache.camel.component.slack.helper.SlackHelper;
import org.apache.camel.spi.EndpointStrategy;

/**
 * Gives camel-slack a client of {@link SlackClients}, and has it report failures.
 *
 * <p>It takes no client of ours, so that its private one is replaced; a Camel in which that has another name does not start.
 */
public final class GuardedSlack implements EndpointStrategy {
    private static final Field CLIENT = field();

    private final SlackClients clients;

    GuardedSlack(SlackClients clients) {
        this.clients = clients;
    }

    @Override
    public Endpoint registerEndpoint(String uri, Endpoint endpoint) {
        return endpoint instanceof SlackEndpoint slack ? new Guarded(slack) : endpoint;
    }

    private static Field field() {
        try {
            Field field = SlackProducer.class.getDeclaredField("slack");
            field.setAccessible(true);
            return field;
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException("this camel-slack keeps its client elsewhere", e);
        }
    }

    private final class Guarded extends SlackEndpoint {
        Guarded(SlackEndpoint given) {
            super(given.getEndpointUri(), given.getChannel(), (SlackComponent) given.getComponent());
            setCamelContext(given.getCamelContext());
            setUsername(given.getUsername());
            setIconUrl(given.getIconUrl());
            setIconEmoji(given.getIconEmoji());
            setServerUrl(given.getServerUrl());
        }

        @Override
        public Producer createProducer() {
            Duration timeout = getComponent() instanceof BoundedSlack bounded
                    ? Duration.ofMillis(bounded.getTimeout())
                    : ClientSettings.PLAIN.timeout();
            return new GuardedProducer(
                    this,
                    () -> Slack.getInstance(
                            SlackHelper.createSlackConfig(getServerUrl()), clients.open(timeout, getToken() == null)));
        }
    }

    private static final class GuardedProducer extends SlackProducer {
        private final Supplier<Slack> clients;
        private boolean connected;

        GuardedProducer(SlackEndpoint endpoint, Supplier<Slack> clients) {
            super(endpoint);
            this.clients = clients;
        }

        @Override
        protected void doStart() {
            // without the client that it would make here
        }

        private synchronized void connect() throws IllegalAccessException {
            if (!connected) {
                CLIENT.set(this, clients.get());
                connected = true;
            }
        }

        @Override
        public boolean process(Exchange exchange, AsyncCallback callback) {
            try {
                connect();
                // it calls back before it sets the exception, so that what comes next would take a failure for success
                super.process(exchange, tooEarly -> {});
            } catch (IllegalAccessException e) {
                exchange.setException(e);
            }
            callback.done(true);
            return true;
        }
    }
}
