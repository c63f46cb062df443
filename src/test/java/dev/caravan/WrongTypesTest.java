package dev.caravan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.door.ProblemException;
import dev.caravan.jsonata.JsonataException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No member of any sample breaks its mapping by having a value of another type than documented. */
final class WrongTypesTest {
    private static final List<Object> OTHERS = List.of(
            7, true, "x", new LinkedHashMap<>(), new ArrayList<>(), new ArrayList<>(List.of(Map.of("a", 1), "b")));

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aMappingTakesAnyValueAnywhere(boolean noise) throws Exception {
        Set<String> failed = new TreeSet<>();
        int[] posed = new int[1];
        try (Mappings mappings = new Mappings(noise)) {
            for (Samples.Payload sample : Samples.payloads()) {
                vary(sample.body(), sample.source(), whole -> whole, (place, payload) -> {
                    posed[0]++;
                    if (!maps(mappings, sample.source(), payload)) {
                        failed.add(place);
                    }
                });
            }
        }
        assertThat(failed).isEmpty();
        assertThat(posed[0]).isGreaterThan(10_000);
    }

    private static boolean maps(Mappings mappings, String source, Object payload) {
        try {
            mappings.map(source, payload);
            return true;
        } catch (JsonataException e) {
            return false;
        } catch (ProblemException refusal) {
            return true;
        } catch (Exception e) {
            throw new AssertionError(source, e);
        }
    }

    @FunctionalInterface
    private interface Variants {
        void take(String place, Object payload);
    }

    /** {@code around} puts a value in this node's place into the payload. */
    private static void vary(Object node, String place, UnaryOperator<Object> around, Variants variants) {
        if (!Samples.sources().contains(place)) { // the whole is what detection looks at
            OTHERS.forEach(other -> variants.take(place + " = " + other, around.apply(other)));
        }
        if (node instanceof Map<?, ?> map) {
            map.forEach((name, value) -> vary(
                    value,
                    place + "." + name,
                    other -> around.apply(with(new LinkedHashMap<Object, Object>(map), copy -> copy.put(name, other))),
                    variants));
        }
        if (node instanceof List<?> list && !list.isEmpty()) {
            vary(
                    list.get(0),
                    place + "[0]",
                    other -> around.apply(with(new ArrayList<Object>(list), copy -> copy.set(0, other))),
                    variants);
        }
    }

    private static <T> T with(T copy, Consumer<T> change) {
        change.accept(copy);
        return copy;
    }
}
