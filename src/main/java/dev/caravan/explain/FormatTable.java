package dev.caravan.explain;

import dev.caravan.explain.Explanation.Detection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.ChoiceDefinition;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.ToDefinition;
import org.apache.camel.model.WhenDefinition;
import org.apache.camel.support.DefaultExchange;
import org.jspecify.annotations.Nullable;

/** The table of formats, read from the route {@code detect}, so that the route stays the only place where it stands. */
record FormatTable(CamelContext camel, List<Format> formats) {
    private static final String DIRECT = "direct:";

    /** Where arrays and mere texts go, which are no formats. */
    private static final Set<String> NO_FORMATS = Set.of("direct:binary", "direct:elements");

    static FormatTable of(DefaultCamelContext camel) {
        RouteDefinition detect = camel.getRouteDefinition("detect");
        List<Format> formats = detect == null
                ? List.of()
                : ProcessorDefinitionHelper.filterTypeInOutputs(detect.getOutputs(), ChoiceDefinition.class).stream()
                        .flatMap(choice -> choice.getWhenClauses().stream())
                        .flatMap(when -> format(camel, when))
                        .toList();
        return new FormatTable(camel, formats);
    }

    private static Stream<Format> format(CamelContext camel, WhenDefinition when) {
        return ProcessorDefinitionHelper.filterTypeInOutputs(when.getOutputs(), ToDefinition.class).stream()
                .map(ToDefinition::getUri)
                .filter(uri -> uri.startsWith(DIRECT) && !NO_FORMATS.contains(uri))
                .limit(1)
                .map(uri -> new Format(
                        uri.substring(DIRECT.length()),
                        when.getExpression().getExpression(),
                        when.getExpression().createPredicate(camel)));
    }

    /** Every format's verdict on a payload. */
    List<Detection> detect(@Nullable Object payload, Map<String, String> request) {
        return formats.stream()
                .map(format -> new Detection(format.name(), holds(format, payload, request), format.text()))
                .toList();
    }

    private boolean holds(Format format, @Nullable Object payload, Map<String, String> request) {
        if (payload instanceof String) {
            return false; // which camel-jsonpath would take for JSON of its own
        }
        Exchange exchange = new DefaultExchange(camel);
        exchange.setVariable("request", request);
        exchange.getMessage().setBody(payload);
        return format.predicate().matches(exchange);
    }
}
