package dev.caravan.configuration;

import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong, so that all of it is told at once. */
final class Problems {
    private final List<ConfigurationProblem> problems = new ArrayList<>();

    void add(String where, String key, String what, String remedy) {
        problems.add(new ConfigurationProblem(where, key, what, remedy));
    }

    void add(Property property, String what, String remedy) {
        add(property.where(), property.key(), what, remedy);
    }

    boolean isEmpty() {
        return problems.isEmpty();
    }

    List<ConfigurationProblem> all() {
        return problems.stream().distinct().toList();
    }
}
