package dev.caravan.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.provider.ProviderType;
import dev.caravan.provider.ProviderTypes;
import dev.caravan.provider.Secrets;
import dev.caravan.provider.SettingNames;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every provider type has a page, all pages are built alike, and none leaves out what its Kamelet says. */
class ProviderPagesTest {
    static Set<String> types() {
        return Documents.folders("routes/providers");
    }

    private static ProviderType type(String name) throws Exception {
        return ProviderTypes.in(Path.of("routes/providers")).get(name);
    }

    private static String page(String type) {
        return Documents.read("docs/providers/" + type + ".md");
    }

    /** What stands under a heading. */
    private static String section(String type, String title) {
        return Pattern.compile("(?s)\n## " + Pattern.quote(title) + "\n(.*?)(?=\n## |$)")
                .matcher(page(type))
                .results()
                .map(found -> found.group(1))
                .findFirst()
                .orElse("");
    }

    @ParameterizedTest
    @MethodSource("types")
    void everyPageHasTheSameSkeleton(String type) throws Exception {
        assertThat(page(type)).startsWith("# " + type(type).title() + "\n\n");
        assertThat(page(type).lines().filter(line -> line.startsWith("## ")))
                .containsExactly(
                        "## In 60 seconds", "## Properties", "## Request", "## Limits", "## Errors and their remedy");
        assertThat(section(type, "In 60 seconds")).contains("provider.").contains(".type=" + type);
    }

    @ParameterizedTest
    @MethodSource("types")
    void everyKeyThatAUserMaySetIsInTheTable(String name) throws Exception {
        ProviderType type = type(name);
        Set<String> told =
                Documents.found("(?m)^\\| `([a-z.-]+)` \\| [^|]*\\| [^|]+ \\|$", section(name, "Properties"));
        assertThat(told)
                .containsAll(Stream.concat(
                                type.settings().keySet().stream(),
                                Secrets.KEYS.stream().map(SettingNames::camelCase))
                        .filter(type::offers)
                        .map(SettingNames::kebabCase)
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("types")
    void everyOutcomeThatTheTypeSpeaksOfIsExplained(String name) throws Exception {
        Set<String> outcomes = Documents.found(
                "(?m)\\s(retry|rate-limited|rejected|unauthorised|shrink)(?::\\w+)?(?:\\s+#.*)?$",
                type(name).outcomes());
        String errors = section(name, "Errors and their remedy");
        assertThat(outcomes).allSatisfy(outcome -> assertThat(errors).contains(outcome));
    }

    @ParameterizedTest
    @MethodSource("types")
    void everyPageIsInTheIndex(String name) {
        assertThat(Documents.read("docs/providers.md")).contains("| [" + name + "](providers/" + name + ".md) |");
    }
}
