package dev.caravan.configuration;

import java.util.List;
import java.util.stream.Collectors;

/** A configuration that cannot be used; the message tells every problem, one per line. */
public final class ConfigurationException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<ConfigurationProblem> problems;

    ConfigurationException(List<ConfigurationProblem> problems) {
        super(problems.stream().map(ConfigurationProblem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /** Never empty; in the order of the files, then of what was missed. */
    public List<ConfigurationProblem> problems() {
        return problems;
    }
}
