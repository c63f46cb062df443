package dev.caravan.draft;

import com.jayway.jsonpath.Configuration;
import com.jayway.jsonpath.JsonPath;
import com.jayway.jsonpath.JsonPathException;
import com.jayway.jsonpath.Option;
import com.jayway.jsonpath.ParseContext;
import java.util.List;
import java.util.stream.Collectors;

/** The payloads that a predicate must not hold for. */
record Others(List<Object> payloads) {
    private static final ParseContext JSON =
            JsonPath.using(Configuration.defaultConfiguration().addOptions(Option.SUPPRESS_EXCEPTIONS));

    boolean isEmpty() {
        return payloads.isEmpty();
    }

    int size() {
        return payloads.size();
    }

    /** Those for which a condition holds. */
    Others that(String condition) {
        return new Others(
                payloads.stream().filter(payload -> holds(condition, payload)).toList());
    }

    static String filter(List<String> conditions) {
        return conditions.stream().collect(Collectors.joining(" && ", "$[?(", ")]"));
    }

    static boolean holds(String condition, Object payload) {
        try {
            List<?> found = JSON.parse(payload).read(filter(List.of(condition)), List.class);
            return !found.isEmpty();
        } catch (JsonPathException e) {
            return false;
        }
    }
}
