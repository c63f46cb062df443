package dev.caravan.jsonata;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.apache.camel.Exchange;
import org.apache.camel.support.ExpressionAdapter;
import org.jspecify.annotations.Nullable;

/** One compiled mapping. */
final class JsonataExpression extends ExpressionAdapter {
    private final String mapping;
    private final String text;

    // A compiled document keeps its input in itself, so two threads must not share one: idle ones wait here.
    private final ConcurrentLinkedDeque<Jsonata> idle = new ConcurrentLinkedDeque<>();

    JsonataExpression(String mapping, String text) {
        this.mapping = mapping;
        this.text = text;
        idle.push(compile());
    }

    @Override
    public @Nullable Object evaluate(Exchange exchange) {
        return evaluate(exchange.getMessage().getBody(), exchange.getVariables());
    }

    @Nullable
    Object evaluate(@Nullable Object input, Map<String, Object> variables) {
        Jsonata jsonata = idle.poll();
        if (jsonata == null) {
            jsonata = compile();
        }
        try {
            return Documents.evaluate(jsonata, input, variables);
        } catch (JException e) {
            throw new JsonataException(mapping, e);
        } catch (EndlessException e) {
            throw new JsonataException(mapping, e);
        } catch (RuntimeException e) {
            throw new JsonataException(mapping, e);
        } finally {
            idle.push(jsonata);
        }
    }

    private Jsonata compile() {
        try {
            return Documents.compile(text);
        } catch (JException e) {
            throw new JsonataException(mapping, e);
        } catch (EndlessException e) {
            throw new JsonataException(mapping, e);
        }
    }

    @Override
    public String toString() {
        return "jsonata(" + mapping + ")";
    }
}
