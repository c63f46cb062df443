package dev.caravan.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What docs/reliability.md says holds a promise must be there. */
final class ReliabilityTest {
    private static final String PAGE = Documents.read("docs/reliability.md");

    @Test
    void everyTestThatIsNamedIsThere() throws Exception {
        assertThat(tests()).containsAll(Documents.found("`(\\w+(?:Test|IT))`", PAGE));
    }

    @Test
    void everySlowFaultThatIsNamedIsPlayed() {
        Set<String> played = Documents.found("@case\\(\"([^\"]+)\"", Documents.read("bench/badday"));
        List<String> named = Documents.found("`bench/badday (\\w[\\w-]*(?: \\w[\\w-]*)*)`", PAGE).stream()
                .flatMap(names -> Stream.of(names.split(" ", -1)))
                .distinct()
                .toList();
        assertThat(named).containsExactlyInAnyOrderElementsOf(played);
    }

    private static Set<String> tests() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
            return files.map(file -> file.getFileName().toString().replaceFirst("\\.java$", ""))
                    .collect(Collectors.toSet());
        }
    }
}
