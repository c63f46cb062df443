package dev.caravan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.camel.Exchange;
import org.apache.camel.Predicate;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.language.JsonPathExpression;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of what Caravan understands: its rows exclude each other. */
final class DetectionTest {

    static List<Samples.Payload> samples() {
        return Samples.payloads();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("samples")
    void exactlyOnePredicateRecognisesASample(Samples.Payload sample) throws Exception {
        assertThat(found(sample.body())).containsExactly(sample.source());
    }

    private static Set<String> found(Object body) throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.start();
            Exchange exchange = new DefaultExchange(context);
            exchange.getMessage().setBody(body);
            TreeSet<String> found = new TreeSet<>();
            predicates(context).forEach((source, predicate) -> {
                if (predicate.matches(exchange)) {
                    found.add(source);
                }
            });
            return found;
        }
    }

    @Test
    void everySourceFolderHasOnePredicate() throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.start();
            assertThat(predicates(context).keySet()).containsExactlyInAnyOrderElementsOf(Samples.sources());
        }
    }

    /** The event of Kubernetes looks much like Flux's: it is a format of its own, told apart by its type and by Flux's severity. */
    @Test
    void aKubernetesEventIsNotFluxs() throws Exception {
        String object = "\"involvedObject\":{\"kind\":\"Pod\"},\"metadata\":{},\"type\":\"Warning\"";
        String controller = ",\"reportingController\":\"kustomize-controller\"";
        assertThat(found(Samples.parse("{" + object + controller + "}"))).containsExactly("kubernetes-event");
        assertThat(found(Samples.parse("{" + object + controller + ",\"severity\":\"error\"}")))
                .containsExactly("flux");
        assertThat(found(Samples.parse("{" + object.replace("Warning", "Odd") + "}")))
                .isEmpty();
    }

    private static Map<String, Predicate> predicates(DefaultCamelContext context) throws Exception {
        JsonNode file = new YAMLMapper()
                .readTree(RunningGateway.ROUTES.resolve("20-detect.camel.yaml").toFile());
        Map<String, Predicate> predicates = new LinkedHashMap<>();
        for (JsonNode when : file.at("/0/route/from/steps/0/choice/when")) {
            JsonNode given = when.at("/expression/jsonpath");
            if (given.isMissingNode()) {
                continue; // an array, which is no format
            }
            JsonPathExpression jsonpath =
                    new JsonPathExpression(given.get("expression").asText());
            jsonpath.setAllowSimple(given.path("allowSimple").asText());
            jsonpath.setSuppressExceptions(given.path("suppressExceptions").asText());
            String source = when.at("/steps/0/to/uri").asText().replaceFirst("^direct:", "");
            Predicate predicate = jsonpath.createPredicate(context);
            predicate.init(context);
            predicates.put(source, predicate);
        }
        return predicates;
    }
}
