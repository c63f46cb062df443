package dev.caravan.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
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

class LinksTest {
    private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
    private static final Pattern FILE =
            Pattern.compile("(?:routes|docs|src|bench|k8s)/[\\w./-]*\\w|[\\w-]+\\.(?:md|xml)|\\d\\d-[a-z-]+");

    @ParameterizedTest
    @MethodSource("dev.caravan.docs.Documents#all")
    void everyLinkLeadsSomewhere(Path document) {
        List<String> broken = LINK.matcher(Documents.read(document))
                .results()
                .map(link -> link.group(1))
                .filter(link -> !link.matches("https?://.*"))
                .filter(link -> !leads(document, link))
                .toList();

        assertThat(broken).isEmpty();
    }

    private static boolean leads(Path document, String link) {
        String[] parts = link.split("#", 2);
        Path target = parts[0].isEmpty() ? document : document.resolveSibling(parts[0]);
        return Files.exists(target) && (parts.length == 1 || anchors(target).contains(parts[1]));
    }

    private static Set<String> anchors(Path document) {
        return Documents.read(document)
                .lines()
                .filter(line -> line.startsWith("#"))
                .map(line -> line.replaceFirst("#+ ", "").toLowerCase(Locale.ROOT))
                .map(title -> title.replaceAll("[^\\w -]", "").replace(' ', '-'))
                .collect(Collectors.toSet());
    }

    @ParameterizedTest
    @MethodSource("dev.caravan.docs.Documents#all")
    void everyFileThatIsNamedIsThere(Path document) {
        List<String> missing = Documents.code(document).stream()
                .filter(code -> FILE.matcher(code).matches())
                .filter(name -> !isThere(document, name))
                .toList();

        assertThat(missing).isEmpty();
    }

    private static boolean isThere(Path document, String name) {
        return Stream.of(Path.of(name), Path.of("routes", name + ".camel.yaml"), document.resolveSibling(name))
                .anyMatch(Files::exists);
    }

    @Test
    void everyPageIsWithinReachOfTheReadme() {
        String all = Documents.all().map(Documents::read).collect(Collectors.joining());

        assertThat(Documents.all().filter(page -> page.startsWith("docs")))
                .allSatisfy(page -> assertThat(all).contains(page.getFileName().toString() + ")"));
    }
}
