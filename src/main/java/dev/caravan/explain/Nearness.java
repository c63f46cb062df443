package dev.caravan.explain;

import com.jayway.jsonpath.Configuration;
import com.jayway.jsonpath.JsonPath;
import com.jayway.jsonpath.JsonPathException;
import com.jayway.jsonpath.Option;
import com.jayway.jsonpath.ParseContext;
import dev.caravan.explain.Explanation.Nearest;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Ranks formats by how many conditions of their predicate a payload fulfils: of several alternatives the best counts. What is
 * written in another way than as a JSONPath filter is not ranked.
 */
final class Nearness {
    private static final int MOST = 3;
    private static final Pattern MEMBER = Pattern.compile("@((?:\\.[A-Za-z_][\\w-]*|\\['[^']+'])+)");
    private static final ParseContext JSON =
            JsonPath.using(Configuration.defaultConfiguration().addOptions(Option.SUPPRESS_EXCEPTIONS));

    private Nearness() {}

    static List<Nearest> of(List<Format> formats, @Nullable Object payload) {
        if (!(payload instanceof Map<?, ?>)) {
            return List.of();
        }
        return formats.stream()
                .flatMap(format -> nearest(format, payload).stream())
                .filter(nearest -> nearest.share() > 0)
                .sorted(Comparator.comparing(Nearest::share).reversed())
                .limit(MOST)
                .toList();
    }

    private static Optional<Nearest> nearest(Format format, Object payload) {
        return Conditions.of(format.text()).stream()
                .map(conditions -> nearest(format.name(), conditions, payload))
                .reduce(BinaryOperator.maxBy(Comparator.comparing(Nearest::share)));
    }

    private static Nearest nearest(String format, List<String> conditions, Object payload) {
        List<String> failing = conditions.stream()
                .filter(condition -> !holds(condition, payload))
                .toList();
        List<String> missing = failing.stream()
                .flatMap(condition -> missing(condition, payload))
                .distinct()
                .toList();
        List<String> unmet = failing.stream()
                .filter(condition -> missing(condition, payload).findAny().isEmpty())
                .toList();
        double share = (double) (conditions.size() - failing.size()) / conditions.size();
        return new Nearest(format, share, missing, unmet);
    }

    /** A condition that asks for a member to be absent misses nothing. */
    private static Stream<String> missing(String condition, Object payload) {
        if (condition.startsWith("!")) {
            return Stream.empty();
        }
        return MEMBER.matcher(condition)
                .results()
                .map(MatchResult::group)
                .filter(member -> !holds(member, payload))
                .map(member -> "$" + member.substring(1));
    }

    private static boolean holds(String condition, Object payload) {
        try {
            return JSON.parse(payload)
                            .read("$[?(" + condition + ")]", List.class)
                            .size()
                    > 0;
        } catch (JsonPathException e) {
            return false;
        }
    }
}
