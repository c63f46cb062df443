package dev.caravan.edit;

import dev.caravan.configuration.Cluster;
import dev.caravan.configuration.Surroundings;
import dev.caravan.explain.Check;
import dev.caravan.explain.Finding;
import dev.caravan.explain.Scope;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;

/** Checks a copy of the files as {@code caravan check} does, and names what is wrong by the files that are edited. */
record Inspection(Path directory, Place live, Cluster cluster) {
    /** With the samples of what the changed files can have changed. */
    Verdict of(Place copy, List<String> changed) {
        Surroundings surroundings = copy.surroundings(directory, cluster);
        List<Finding> findings;
        try {
            findings = Check.run(surroundings, copy.routes(), Scope.of(changed));
        } catch (StackOverflowError e) {
            return Verdict.bad(
                    List.of(String.join(", ", changed) + ": nested too deep to be read, or calls itself too deep"));
        }
        return new Verdict(told(findings, finding -> !finding.golden(), copy), told(findings, Finding::golden, copy));
    }

    private List<String> told(List<Finding> findings, Predicate<Finding> which, Place copy) {
        return findings.stream()
                .filter(which)
                .map(Finding::toString)
                .map(text -> named(text, copy))
                .toList();
    }

    private String named(String text, Place copy) {
        return text.replace(name(copy.routes()), name(live.routes()))
                .replace(copy.routes().toString(), live.routes().toString());
    }

    private String name(Path path) {
        return path.startsWith(directory) ? directory.relativize(path).toString() : path.toString();
    }
}
