package dev.caravan.door;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.Suspendable;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.component.platform.http.spi.PlatformHttpConsumer;
import org.apache.camel.spi.HeaderFilterStrategy;
import org.apache.camel.support.DefaultConsumer;

/** Runs the route for each request. The exchange's body is the {@link Inbound}; it has no headers at all. */
final class DoorConsumer extends DefaultConsumer implements PlatformHttpConsumer, Suspendable {
    /** Larger bodies are parsed on a worker thread, so that they do not hold up the event loop's other connections. */
    private static final int LARGE = 64 * 1024;

    private final DoorServer server;
    private final Entrance entrance;
    private final String path;
    private final HeaderFilterStrategy headers;

    DoorConsumer(PlatformHttpEndpoint endpoint, Processor processor, DoorServer server, Entrance entrance) {
        super(endpoint, processor);
        this.server = server;
        this.entrance = entrance;
        String configured = endpoint.getPath();
        path = configured.startsWith("/") ? configured : "/" + configured;
        headers = endpoint.getHeaderFilterStrategy();
    }

    @Override
    public PlatformHttpEndpoint getEndpoint() {
        return (PlatformHttpEndpoint) super.getEndpoint();
    }

    boolean serves(String requested) {
        return requested.startsWith(path)
                && (requested.length() == path.length()
                        || (getEndpoint().isMatchOnUriPrefix() && requested.charAt(path.length()) == '/'));
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        entrance.add(this);
    }

    @Override
    protected void doStop() throws Exception {
        entrance.remove(this);
        super.doStop();
    }

    /** Of a request that has entered; its answer leaves. */
    void receive(Call call, Inbound inbound) {
        Exchange exchange = createExchange(false);
        exchange.setPattern(ExchangePattern.InOut);
        // no body here is a stream; asking each one for it showed in the profile
        exchange.getExchangeExtension().setStreamCacheDisabled(true);
        exchange.getMessage().setBody(inbound);
        if (inbound.body().length() > LARGE) {
            server.vertx().executeBlocking(() -> run(call, exchange), false);
        } else {
            run(call, exchange);
        }
    }

    private boolean run(Call call, Exchange exchange) {
        try {
            createUoW(exchange);
        } catch (Exception e) {
            exchange.setException(e);
            call.answer(() -> answer(call, exchange));
            return true;
        }
        return getAsyncProcessor().process(exchange, doneSync -> call.answer(() -> answer(call, exchange)));
    }

    private void answer(Call call, Exchange exchange) {
        try {
            if (!call.isGone()) {
                write(call, exchange);
            }
        } finally {
            call.finish();
            doneUoW(exchange);
            releaseExchange(exchange, false);
            entrance.leave();
        }
    }

    private void write(Call call, Exchange exchange) {
        if (exchange.getException() != null) {
            call.fail(exchange.getException());
            return;
        }
        Message message = exchange.getMessage();
        HttpServerResponse response = call.response();
        Integer status = message.getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class);
        response.setStatusCode(status == null ? 200 : status);
        String type = message.getHeader(Exchange.CONTENT_TYPE, String.class);
        if (type != null) {
            response.putHeader(Exchange.CONTENT_TYPE, type);
        }
        for (Map.Entry<String, Object> header : message.getHeaders().entrySet()) {
            if (!headers.applyFilterToCamelHeaders(header.getKey(), header.getValue(), exchange)) {
                response.putHeader(header.getKey(), String.valueOf(header.getValue()));
            }
        }
        String text = message.getBody(String.class);
        call.end(text == null ? Buffer.buffer() : Buffer.buffer(text));
    }
}
