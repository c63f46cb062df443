package dev.caravan.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PropertiesTest {
    private static final Pattern KEY = Pattern.compile(
            "(?<![\\w./-])(?:provider|alert|source|webhook|management|secrets|flux|journal|channel|log|camel\\.server|camel\\.management)"
                    + "\\.[a-z<][\\w<>-]*(?:\\.[a-z<][\\w<>-]*)*(?:\\[\\d+])?");
    private static final List<Pattern> KNOWN =
            Documents.found("(?m)^\\| `([^`]+)`", Documents.read("docs/configuration.md")).stream()
                    .map(PropertiesTest::pattern)
                    .toList();
    private static final Set<String> SETTINGS = settings();

    @ParameterizedTest
    @MethodSource("documents")
    void everyPropertyThatIsNamedIsThere(Path document) {
        List<String> unknown = Documents.code(document).stream()
                .flatMap(code -> KEY.matcher(code).results())
                .map(match -> match.group())
                .filter(key -> !key.matches(".*\\.(md|jsonata|json|yaml|db|jsa|jar|service)"))
                .filter(key -> !isKnown(key))
                .toList();

        assertThat(unknown).isEmpty();
    }

    static Stream<Path> documents() {
        return Documents.all().filter(page -> !page.endsWith("configuration.md"));
    }

    @Test
    void theShippedFileNamesNoOthersEither() {
        List<String> unknown = Documents.read("application.properties")
                .lines()
                .filter(line -> line.matches("#?[a-z].*=.*"))
                .map(line -> line.replaceFirst("^#", "").replaceFirst("=.*", ""))
                .filter(key -> !isKnown(key))
                .toList();

        assertThat(unknown).isEmpty();
    }

    private static boolean isKnown(String key) {
        return KNOWN.stream().anyMatch(known -> known.matcher(key).matches())
                || (key.matches("provider\\.[^.]+\\.[^.]+")
                        && SETTINGS.contains(key.substring(key.lastIndexOf('.') + 1)));
    }

    private static Pattern pattern(String key) {
        return Pattern.compile(Pattern.quote(key)
                .replace("<name>", "\\E[^.]+\\Q")
                .replace("[<n>]", "\\E(\\[\\d+])?\\Q")
                .replace("<key>", "\\E.+\\Q"));
    }

    /** What the types' Kamelets describe, as properties spell it. */
    private static Set<String> settings() {
        return Documents.folders("routes/providers").stream()
                .map(type -> Documents.read("routes/providers/" + type + "/" + type + ".kamelet.yaml"))
                .flatMap(kamelet -> Documents.found("(?m)^      (\\w+):", kamelet).stream())
                .map(name -> name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }
}
