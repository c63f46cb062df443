package dev.caravan.jsonata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.dashjoin.jsonata.Jsonata;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class JsonataExpressionTest {
    private static final Map<String, Object> NONE = Map.of();

    @Test
    void theLibraryLeavesValuesOfOneDocumentInAnother() {
        Jsonata first = Jsonata.jsonata("($secret := who; $secret)");
        Jsonata compiledLast = Jsonata.jsonata("$secret");
        first.evaluate(Map.of("who", "alice"));
        assertThat(compiledLast.evaluate(Map.of())).isEqualTo("alice");
    }

    @Test
    void noDocumentSeesTheValuesOfAnother() {
        JsonataExpression first = new JsonataExpression("first", "($secret := who; $secret)");
        JsonataExpression compiledLast = new JsonataExpression("last", "$secret");
        assertThat(first.evaluate(Map.of("who", "alice"), NONE)).isEqualTo("alice");
        assertThat(compiledLast.evaluate(Map.of(), NONE)).isNull();
    }

    @Test
    void variablesAreThoseOfTheExchangeAndOfNoOther() {
        JsonataExpression expression = new JsonataExpression("x", "$variables.channel");
        assertThat(expression.evaluate(Map.of(), Map.of("channel", "ops"))).isEqualTo("ops");
        assertThat(expression.evaluate(Map.of(), NONE)).isNull();
    }

    @Test
    void whatDoesNotEndIsEnded() {
        JsonataExpression loop = new JsonataExpression("x", "($f := function($x) {$f($x)}; $f(1))");
        JsonataExpression deep = new JsonataExpression("x", "($f := function($x) {$f($x) + 1}; $f(1))");
        assertThatThrownBy(() -> loop.evaluate(Map.of(), NONE)).hasMessageContaining("30000000 steps");
        assertThatThrownBy(() -> deep.evaluate(Map.of(), NONE)).hasMessage("JSONata x: calls itself too deep");
        assertThatThrownBy(() -> new JsonataExpression("x", "(".repeat(20_000) + "1"))
                .hasMessage("JSONata x: is nested too deep");
    }

    @Test
    void eachEvaluationHasTheStepsForItself() {
        JsonataExpression expression = new JsonataExpression("x", "$sum([1..100000].($ + 1))");
        for (int time = 0; time < 80; time++) {
            assertThat(expression.evaluate(Map.of(), NONE)).isNotNull();
        }
    }

    @Test
    void theMarkThatWindowsWritesFirstIsNoPartOfADocument() {
        assertThat(new JsonataExpression("x", "\uFEFFa").evaluate(Map.of("a", 1), NONE))
                .isEqualTo(1);
    }

    @Test
    void anArrayOfOneStaysAnArrayWhereItIsWrittenAsOne() {
        JsonataExpression expression = new JsonataExpression("x", "{\"bare\": a.b, \"kept\": [a.b]}");
        assertThat(expression.evaluate(Map.of("a", List.of(Map.of("b", 1))), NONE))
                .isEqualTo(Map.of("bare", 1, "kept", List.of(1)));
    }

    @Test
    void manyThreadsMayShareOneExpression() throws Exception {
        JsonataExpression expression =
                new JsonataExpression("x", "($n := n; $f := function($x) {$x & \"-\" & $n}; $f(name))");
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<Object>> answers = threads.invokeAll(IntStream.range(0, 4000)
                    .<java.util.concurrent.Callable<Object>>mapToObj(
                            n -> () -> String.valueOf(expression.evaluate(Map.of("n", n, "name", "a"), NONE)))
                    .toList());
            for (int n = 0; n < answers.size(); n++) {
                assertThat(answers.get(n).get()).isEqualTo("a-" + n);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aBrokenMappingNamesItselfAndThePlace() {
        assertThatThrownBy(() -> new JsonataExpression("resource:file:event.jsonata", "{\"a\": }"))
                .isInstanceOf(JsonataException.class)
                .hasMessageContaining("resource:file:event.jsonata")
                .hasMessageContaining("character");
    }

    @Test
    void anEvaluationThatFailsDoesNotQuoteTheData() {
        JsonataExpression expression = new JsonataExpression("x", "$number(a)");
        assertThatThrownBy(() -> expression.evaluate(Map.of("a", "canary"), NONE))
                .isInstanceOf(JsonataException.class)
                .satisfies(e -> assertThat(e.toString()).doesNotContain("canary"));
    }
}
