package dev.caravan.explain;

import com.jayway.jsonpath.Configuration;
import com.jayway.jsonpath.JsonPath;
import com.jayway.jsonpath.JsonPathException;
import com.jayway.jsonpath.Option;
import com.jayway.jsonpath.ParseContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * One condition of a predicate, and what a payload has of it.
 *
 * @param members the members it asks for and the payload lacks
 * @param similar by what is missing, what is there under a similar name, and would do
 */
record Condition(String text, boolean holds, List<String> members, Map<String, String> similar) {
    private static final double ALMOST = 0.5;
    private static final Pattern MEMBER = Pattern.compile("@((?:\\['[^']+']|\\.[A-Za-z_][\\w-]*|\\[\\d+])+)");
    private static final ParseContext JSON =
            JsonPath.using(Configuration.defaultConfiguration().addOptions(Option.SUPPRESS_EXCEPTIONS));

    static Condition of(String text, Map<?, ?> payload) {
        String written = text.replace(".['", "['"); // which mean the same
        List<String> members = written.startsWith("!")
                ? List.of() // it asks for nothing
                : MEMBER.matcher(written)
                        .results()
                        .map(MatchResult::group)
                        .distinct()
                        .filter(member -> !holds(member, payload))
                        .map(member -> "$" + member.substring(1))
                        .toList();
        Map<String, String> similar = new LinkedHashMap<>();
        members.stream()
                .flatMap(member -> SimilarMember.of(member, payload).stream())
                .filter(found -> holds(found.corrected(written), payload))
                .forEach(found -> similar.put(found.missing(), found.there()));
        return new Condition(written, holds(written, payload), members, similar);
    }

    boolean isNegative() {
        return text.startsWith("!");
    }

    boolean misses() {
        return !members.isEmpty();
    }

    /** All in one, since one of several alternatives would do. */
    String missing() {
        return String.join(" or ", members);
    }

    double weight() {
        return holds ? 1 : similar.isEmpty() ? 0 : ALMOST;
    }

    private static boolean holds(String condition, Map<?, ?> payload) {
        try {
            return JSON.parse((Object) payload)
                            .read("$[?(" + condition + ")]", List.class)
                            .size()
                    > 0;
        } catch (JsonPathException e) {
            return false;
        }
    }
}
