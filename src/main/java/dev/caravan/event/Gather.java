package dev.caravan.event;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.AggregationStrategy;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/**
 * Puts together what the elements of an array became, in variables of the array's exchange.
 *
 * <p>{@code gathered} are the events, once one element was recognised; {@code leftover} holds one list, of the elements that were not. {@code source}
 * is that of the first recognised one, unless the path names one, {@code answer} the first there is, and {@code wrappers} has every
 * source that was found, since the request must satisfy each of them.
 */
public final class Gather implements AggregationStrategy {
    private static final String SOURCE = "source";
    private static final String WRAPPERS = "wrappers";

    @Override
    public Exchange aggregate(@Nullable Exchange before, Exchange element) {
        throw new UnsupportedOperationException("needs the array");
    }

    @Override
    public Exchange aggregate(@Nullable Exchange before, Exchange element, Exchange array) {
        if (element.getVariable("status") == null) {
            recognised(element, array);
        } else {
            leftover(array).add(element.getVariable("element"));
        }
        return array;
    }

    @SuppressWarnings("unchecked") // it is set here alone
    private static List<Object> leftover(Exchange array) {
        if (!(array.getVariable("leftover") instanceof List<?> one)) {
            List<Object> first = new ArrayList<>();
            array.setVariable("leftover", List.of(first));
            return first;
        }
        return (List<Object>) one.get(0);
    }

    private static void recognised(Exchange element, Exchange array) {
        String source = element.getVariable(SOURCE, String.class);
        boolean first = array.getVariable("gathered") == null;
        if (first && array.getVariable("named") == null) {
            array.setVariable(SOURCE, source);
        }
        if (array.getVariable("answer") == null) {
            array.setVariable("answer", element.getVariable("answer"));
        }
        if (element.getVariable("leftover") instanceof List<?> more && more != array.getVariable("leftover")) {
            leftover(array).addAll((List<?>) more.get(0)); // of an array in a wrapper
        }
        Set<Object> wrappers = new LinkedHashSet<>(list(array, WRAPPERS));
        wrappers.addAll(list(element, WRAPPERS));
        wrappers.add(source);
        array.setVariable(WRAPPERS, List.copyOf(wrappers));
        List<Object> gathered = list(array, "gathered");
        Stamp.events(element.getMessage().getBody()).forEach(event -> gathered.add(of(source, event)));
        array.setVariable("gathered", gathered);
    }

    /** The events of an array may be of several sources, so each has to name its own. */
    private static Map<String, Object> of(String source, Map<String, Object> event) {
        if (event.containsKey(SOURCE)) {
            return event;
        }
        Map<String, Object> named = new LinkedHashMap<>(event);
        named.put(SOURCE, source);
        return named;
    }

    private static List<Object> list(Exchange exchange, String variable) {
        return exchange.getVariable(variable) instanceof List<?> list ? new ArrayList<>(list) : new ArrayList<>();
    }
}
