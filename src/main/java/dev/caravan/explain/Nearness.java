package dev.caravan.explain;

import dev.caravan.explain.Explanation.Nearest;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Ranks formats by how much of what their predicate asks for a payload has: of several alternatives the best counts. What must not
 * be there counts only where it is, or else every payload would be near to a format that asks for little. What is written in
 * another way than as a JSONPath filter is not ranked.
 */
final class Nearness {
    private static final int MOST = 3;
    private static final double LEAST = 0.5;

    private Nearness() {}

    /** {@code named}, which somebody took it for, is among them however far it is; null for none. */
    static List<Nearest> of(List<Format> formats, @Nullable Object payload, @Nullable String named) {
        Object object = payload instanceof List<?> list && !list.isEmpty() ? list.get(0) : payload;
        if (!(object instanceof Map<?, ?> map)) {
            return List.of();
        }
        return formats.stream()
                .flatMap(format -> nearest(format, map).stream())
                .filter(nearest -> nearest.share() >= LEAST || nearest.format().equals(named))
                .sorted(Comparator.comparing(Nearest::share).reversed())
                .limit(MOST)
                .toList();
    }

    private static Optional<Nearest> nearest(Format format, Map<?, ?> payload) {
        return Conditions.of(format.text()).stream()
                .map(conditions -> conditions.stream()
                        .map(text -> Condition.of(text, payload))
                        .toList())
                .map(conditions -> nearest(format.name(), conditions))
                .reduce(BinaryOperator.maxBy(Comparator.comparing(Nearest::share)));
    }

    private static Nearest nearest(String format, List<Condition> conditions) {
        List<Condition> failing =
                conditions.stream().filter(condition -> !condition.holds()).toList();
        Map<String, String> similar = new LinkedHashMap<>();
        failing.forEach(condition -> similar.putAll(condition.similar()));
        return new Nearest(
                format,
                share(conditions),
                failing.stream()
                        .filter(Condition::misses)
                        .map(Condition::missing)
                        .distinct()
                        .toList(),
                failing.stream()
                        .filter(condition -> !condition.misses())
                        .map(Condition::text)
                        .toList(),
                similar);
    }

    private static double share(List<Condition> conditions) {
        List<Condition> counted = conditions.stream()
                .filter(condition -> !condition.isNegative() || !condition.holds())
                .toList();
        double held = counted.stream().mapToDouble(Condition::weight).sum();
        return counted.isEmpty() ? 0 : held / counted.size();
    }
}
