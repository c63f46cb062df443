package dev.caravan.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TablesTest {
    @Test
    void theTableOfProvidersIsWhatTheFoldersAre() {
        assertThat(Documents.found("\\| \\[([\\w-]+)]\\(providers/\\1\\.md\\)", Documents.read("docs/providers.md")))
                .isEqualTo(Documents.folders("routes/providers"));
    }

    @Test
    void theTableOfSourcesIsWhatTheFoldersAre() {
        assertThat(Documents.found("\\| \\[([\\w-]+)]\\(sources/\\1\\.md\\)", Documents.read("docs/sources.md")))
                .isEqualTo(Documents.folders("routes/sources"));
    }

    @Test
    void everySourcePageHasTheSameSkeleton() {
        assertThat(Documents.folders("routes/sources"))
                .allSatisfy(source -> assertThat(titles("docs/sources/" + source + ".md"))
                        .containsExactly(
                                "What",
                                "60-second setup",
                                "Events and sentences",
                                "Ignored by default",
                                "Its time-outs and retries",
                                "Sample"));
    }

    private static Iterable<String> titles(String page) {
        return Documents.read(page)
                .lines()
                .filter(line -> line.startsWith("## "))
                .map(line -> line.substring(3))
                .toList();
    }

    @Test
    void everyProblemCodeIsInATableAndNoOther() {
        String door = Documents.sources("door") + Documents.sources("authentication") + Documents.sources("management");
        Set<String> codes = new TreeSet<>(Documents.found("Problem\\.of\\(\\s*\\d+,\\s*\"([a-z-]+)\"", door));
        codes.addAll(Documents.found("unavailable\\(\\s*\"([a-z-]+)\"", door));
        codes.addAll(Documents.found("String refusal\\(\\) \\{\\s*return \"([a-z-]+)\"", door));

        assertThat(Documents.found("(?m)^\\| \\d{3} \\| `([a-z-]+)`", Documents.read("docs/http.md")))
                .isEqualTo(codes);
    }

    @Test
    void everyMeterIsInItsTableAndNoOther() {
        Set<String> meters = Documents.found(
                "\\b(?:gauge|counter|count|histogram)\\(\\s*\"([a-z_]+)\"", Documents.sources("metrics"));
        Set<String> documented =
                Documents.found("(?m)^\\| `([a-z_]+)` \\| (?:`|\\|)", Documents.read("docs/operations.md")).stream()
                        .map(name -> name.replaceFirst("_total$|(?<!lag)_seconds$", ""))
                        .collect(Collectors.toCollection(TreeSet::new));

        assertThat(documented).isEqualTo(meters);
    }

    @Test
    void everyReasonAndOutcomeIsNamed() {
        String page = Documents.read("docs/operations.md");
        Set<String> words = Documents.found("(?m)^    ([A-Z_]+)[,;]", Documents.sources("delivery"));

        assertThat(words)
                .hasSizeGreaterThan(15)
                .allSatisfy(word -> assertThat(page)
                        .contains("`" + word.toLowerCase(java.util.Locale.ROOT).replace('_', '-') + "`"));
    }

    @Test
    void everyCommandIsNamed() {
        Set<String> commands = Documents.found("@Command\\(\\s*name = \"([a-z-]+)\"", Documents.sources("cli"));

        assertThat(commands)
                .contains("run")
                .allSatisfy(command ->
                        assertThat(Documents.read("docs/cli.md")).containsPattern("`[^`]*\\b" + command + "\\b"));
    }
}
