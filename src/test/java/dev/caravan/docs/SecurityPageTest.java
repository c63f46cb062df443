package dev.caravan.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A page that claims to be held by tests names tests that are there. */
class SecurityPageTest {
    @Test
    void everyTestThatItNamesIsThere() {
        assertThat(Documents.found("`([A-Z]\\w+(?:Test|IT)(?:\\.\\w+)?)`", Documents.read("SECURITY.md")))
                .isNotEmpty()
                .allSatisfy(name -> assertThat(isThere(name)).as(name).isTrue());
    }

    private static boolean isThere(String name) throws IOException {
        String[] parts = name.split("\\.", 2);
        try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
            return files.filter(file -> file.endsWith(parts[0] + ".java"))
                    .map(Documents::read)
                    .anyMatch(source -> parts.length == 1 || source.contains(" " + parts[1] + "("));
        }
    }
}
