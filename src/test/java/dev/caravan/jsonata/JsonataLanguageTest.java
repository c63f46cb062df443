package dev.caravan.jsonata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.AbstractMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.Exchange;
import org.apache.camel.Expression;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class JsonataLanguageTest {
    private static final int HALF = 25_000;
    private static final String MAPPING = """
            (
              $tag := function($value) { {"tag": $value} };
              {"text": $variables.greeting & " " & name, "tags": [tags.$tag($)]}
            )""";

    private final DefaultCamelContext context = new DefaultCamelContext();

    @AfterEach
    void stop() {
        context.stop();
    }

    private Expression expression(String text) {
        return context.resolveLanguage("jsonata").createExpression(text);
    }

    private Object evaluate(Expression expression, Object body) {
        return evaluate(expression, body, "Hello");
    }

    private Object evaluate(Expression expression, Object body, String greeting) {
        Exchange exchange = new DefaultExchange(context);
        exchange.getMessage().setBody(body);
        exchange.setVariable("greeting", greeting);
        exchange.setVariable("format", "attachments");
        exchange.setVariable("channel", "");
        exchange.setVariable("username", "");
        return expression.evaluate(exchange, Object.class);
    }

    @Test
    void aMappingCostsTheSameHoweverOftenItRan() {
        Expression expression = expression(MAPPING);
        run(expression); // compiled by the JVM before it is measured
        long first = run(expression);
        long second = run(expression);
        assertThat(second).as("nanoseconds of the later half").isLessThan(3 * first);
    }

    private long run(Expression expression) {
        long start = System.nanoTime();
        for (int at = 0; at < HALF; at++) {
            evaluate(expression, Map.of("name", at));
        }
        return System.nanoTime() - start;
    }

    @Test
    void anEvaluationDoesNotSeeTheVariablesOfOneInAnotherThread() {
        Expression expression = expression("name & \" \" & $variables.greeting");
        Map<String, Object> interrupted = new AbstractMap<>() {
            @Override
            public Set<Entry<String, Object>> entrySet() {
                return Map.<String, Object>of("name", "Ada").entrySet();
            }

            @Override
            public Object get(Object key) {
                CompletableFuture.supplyAsync(() -> evaluate(expression, Map.of("name", "Bob"), "Bye"))
                        .join();
                return "Ada";
            }
        };
        assertThat(evaluate(expression, interrupted, "Hello")).isEqualTo("Ada Hello");
    }

    @Test
    void oneElementInBracketsStaysAnArray() {
        Map<String, Object> one = Map.of("tags", List.of("a"));
        assertThat(evaluate(expression("{\"x\": [tags.{\"tag\": $}]}"), one))
                .isEqualTo(Map.of("x", List.of(Map.of("tag", "a"))));
        assertThat(evaluate(expression("{\"x\": tags.{\"tag\": $}}"), one))
                .as("without the brackets it collapses")
                .isEqualTo(Map.of("x", Map.of("tag", "a")));
    }

    @Test
    void aSlackMessageWithOneFieldHasAListOfFields() {
        Expression message = expression("resource:file:"
                + Path.of("routes/providers/slack/message.jsonata").toAbsolutePath());
        Object rendered = evaluate(message, Map.of("message", "m", "metadata", Map.of("a", "b")));
        assertThat(rendered)
                .extracting("attachments")
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
                .singleElement()
                .extracting("fields")
                .isEqualTo(List.of(Map.of("title", "a", "value", "b", "short", false)));
    }

    @Test
    void aFailureTellsThePlaceButNotTheData() {
        assertThatThrownBy(() -> evaluate(expression("$uppercase(name)"), Map.of("name", List.of("s3cret"))))
                .isInstanceOf(JsonataException.class)
                .hasMessageContaining("character")
                .hasMessageNotContaining("s3cret");
    }
}
