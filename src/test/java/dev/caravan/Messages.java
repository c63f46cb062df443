package dev.caravan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.Exchange;
import org.apache.camel.Expression;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.jspecify.annotations.Nullable;

/** Every provider's message document, in each format and also shrunk, without anything around it. */
final class Messages implements AutoCloseable {
    private final DefaultCamelContext context = new DefaultCamelContext();
    private final List<Rendering> renderings = new ArrayList<>();

    /** One document under one set of variables. */
    record Rendering(String name, Expression document, Map<String, Object> variables) {}

    Messages() {
        context.start();
        for (Variant variant : types()) {
            Expression document = expression(
                    "resource:file:" + variant.type().folder().toAbsolutePath().resolve("message.jsonata"));
            for (boolean shrink : new boolean[] {false, true}) {
                renderings.add(new Rendering(variant.name(), document, variables(variant, shrink)));
            }
        }
        renderings.add(new Rendering("commit", expression("$commit(metadata)"), Map.of()));
    }

    /** With a token a type tells the same. */
    private static List<Variant> types() {
        return Variant.all().stream().filter(variant -> !variant.token()).toList();
    }

    private Expression expression(String text) {
        return context.resolveLanguage("jsonata").createExpression(text);
    }

    private static Map<String, Object> variables(Variant variant, boolean shrink) {
        return new TreeMap<>(Map.of(
                "format", variant.format(),
                "shrink", shrink,
                "provider", variant.name(),
                "channel", "",
                "username", "",
                "address", "http://127.0.0.1/acme/web",
                "commit", "731f7eaddfb6af01cb2173e18f0f75b0ba780ef1",
                "context", "",
                "genre", "",
                "targetUrl", ""));
    }

    /** Fails with the first document that fails. */
    void render(Object event) {
        for (Rendering rendering : renderings) {
            try {
                Object message = render(rendering, event);
                Samples.pretty(message);
            } catch (RuntimeException e) {
                throw new AssertionError(rendering.name() + " cannot tell " + Samples.json(event), e);
            }
        }
    }

    private @Nullable Object render(Rendering rendering, Object event) {
        Exchange exchange = new DefaultExchange(context);
        rendering.variables().forEach(exchange::setVariable);
        exchange.getMessage().setBody(event);
        return rendering.document().evaluate(exchange, Object.class);
    }

    @Override
    public void close() {
        context.stop();
    }
}
