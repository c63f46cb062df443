package dev.caravan.explain;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.TreeSet;

/** Finds where two JSON documents differ. */
final class Difference {
    private Difference() {}

    /** The JSON Pointer of the first difference, {@code /} for the whole document; empty for equal ones. */
    static String between(JsonNode expected, JsonNode actual) {
        if (expected.equals(actual)) {
            return "";
        }
        if (!expected.isObject() || !actual.isObject()) {
            return "/";
        }
        for (String name : names(expected, actual)) {
            if (!expected.path(name).equals(actual.path(name))) {
                String deeper = between(expected.path(name), actual.path(name));
                return "/" + name + (deeper.equals("/") ? "" : deeper);
            }
        }
        return "/";
    }

    private static Set<String> names(JsonNode expected, JsonNode actual) {
        Set<String> names = new TreeSet<>();
        expected.fieldNames().forEachRemaining(names::add);
        actual.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
