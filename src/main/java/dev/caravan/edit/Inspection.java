package dev.caravan.edit;

import dev.caravan.configuration.Surroundings;
import dev.caravan.explain.Check;
import dev.caravan.explain.Finding;
import java.nio.file.Path;
import java.util.List;

/** Checks a copy of the files as {@code caravan check} does, and names what is wrong by the files that are edited. */
record Inspection(Path directory, Place live) {
    List<String> problems(Place copy) {
        Surroundings surroundings = copy.surroundings(directory);
        return Check.run(surroundings, copy.routes()).stream()
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
