package dev.caravan.configuration;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Collects what is wrong, so that all of it is told at once, and what is left out although it is no fault. */
final class Problems {
    private static final Pattern LINE = Pattern.compile(".*:(\\d{1,9})");

    private final List<ConfigurationProblem> problems;
    private final List<String> leftOut;
    private final String subject;

    Problems() {
        this(new ArrayList<>(), new ArrayList<>(), "");
    }

    private Problems(List<ConfigurationProblem> problems, List<String> leftOut, String subject) {
        this.problems = problems;
        this.leftOut = leftOut;
        this.subject = subject;
    }

    /** The same list, for what concerns one subject whatever its key is: a field of the manifest that describes it. */
    Problems about(String other) {
        return new Problems(problems, leftOut, other);
    }

    void add(String where, String key, String what, String remedy) {
        problems.add(new ConfigurationProblem(where, key, what, remedy, subject));
    }

    void add(Property property, String what, String remedy) {
        add(property.where(), property.key(), what, remedy);
    }

    void leaveOut(Property property, String why) {
        leftOut.add(property.where() + ": " + property.key() + " " + why + ", and is left out");
    }

    List<String> leftOut() {
        return List.copyOf(leftOut);
    }

    boolean isEmpty() {
        return problems.isEmpty();
    }

    /** In the order of the lines they stand on, then those that stand on none. */
    List<ConfigurationProblem> all() {
        return problems.stream()
                .distinct()
                .sorted(Comparator.comparing(Problems::line))
                .toList();
    }

    private static int line(ConfigurationProblem problem) {
        Matcher matcher = LINE.matcher(problem.where());
        return matcher.matches() ? Integer.parseInt(matcher.group(1)) : Integer.MAX_VALUE;
    }
}
