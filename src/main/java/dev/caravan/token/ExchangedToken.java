package dev.caravan.token;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.Exchange;
import org.apache.camel.Expression;
import org.apache.camel.Message;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.ExpressionAdapter;
import org.apache.camel.support.SynchronizationAdapter;
import org.jspecify.annotations.Nullable;

/**
 * A token that is got for another and kept until shortly before its end: a bean of a Kamelet, which takes its value as an
 * expression.
 *
 * <p>How it is got says a JSONata document of the type. Its input is the text of the last answer, nothing at first; it gives the
 * next request, {@code method}, {@code url} and {@code headers}, until it can give the {@code value} and the time
 * {@code until} which that holds, in milliseconds since 1970.
 */
public final class ExchangedToken extends ExpressionAdapter {
    private static final Duration EARLY = Duration.ofMinutes(5);
    /** A document that never comes to a value asks no more often. */
    private static final int MOST_REQUESTS = 3;

    private String document = "";
    private String endpoint = "http:token";
    private @Nullable Expression steps;
    private @Nullable Kept kept;

    private record Kept(String value, Instant until) {}

    /** The JSONata document, {@code resource:file:…}. */
    public void setDocument(String document) {
        this.document = document;
    }

    /**
     * Where requests go out, {@code http:token?httpClientConfigurer=#client-…}; without a client it ends in an equals sign. The
     * client's name alone would be taken for the client itself, and be no text any more.
     */
    public void setEndpoint(String endpoint) {
        this.endpoint = endpoint.endsWith("=") ? endpoint.substring(0, endpoint.indexOf('?')) : endpoint;
    }

    @Override
    public synchronized Object evaluate(Exchange exchange) {
        Kept token = kept;
        if (token == null || !Instant.now().isBefore(token.until().minus(EARLY))) {
            token = fetch(exchange);
            kept = token;
        }
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onFailure(Exchange failed) {
                forget(); // it may have been withdrawn, and another costs no more than a request
            }
        });
        return token.value();
    }

    private synchronized void forget() {
        kept = null;
    }

    private Kept fetch(Exchange exchange) {
        Exchange dialogue = new DefaultExchange(exchange.getContext());
        dialogue.getVariables().putAll(exchange.getVariables());
        for (int made = 0; made <= MOST_REQUESTS; made++) {
            Map<?, ?> step = steps(exchange).evaluate(dialogue, Map.class);
            if (step.get("value") instanceof String value && step.get("until") instanceof Number until) {
                return new Kept(value, Instant.ofEpochMilli(until.longValue()));
            }
            dialogue.getMessage().setBody(answer(exchange.getContext(), step));
        }
        return new Kept("", Instant.EPOCH); // whoever is asked with it will say that it is none
    }

    private Expression steps(Exchange exchange) {
        if (steps == null) {
            steps = exchange.getContext().resolveLanguage("jsonata").createExpression(document);
        }
        return steps;
    }

    private String answer(CamelContext context, Map<?, ?> step) {
        Exchange request = new DefaultExchange(context);
        Message message = request.getMessage();
        if (step.get("headers") instanceof Map<?, ?> headers) {
            headers.forEach((name, value) -> message.setHeader(String.valueOf(name), value));
        }
        message.setHeader(Exchange.HTTP_METHOD, step.get("method"));
        message.setHeader(Exchange.HTTP_URI, step.get("url"));
        try (ProducerTemplate template = context.createProducerTemplate()) {
            template.send(endpoint, request);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (request.getException() != null) {
            throw new CamelExecutionException("the token cannot be got", request, request.getException());
        }
        return request.getMessage().getBody(String.class);
    }
}
