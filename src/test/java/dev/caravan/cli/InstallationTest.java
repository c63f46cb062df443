package dev.caravan.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstallationTest {
    @TempDir
    private Path folder;

    @AfterEach
    void forget() {
        System.clearProperty("caravan.routes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a+b", "a%20b", "a,b", "a{{b}}"})
    void aPathThatCamelMisreadsIsNamed(String name) throws Exception {
        lieIn(name);
        assertThatThrownBy(Installation::routes).hasMessageContaining(name).hasMessageContaining("move it elsewhere");
    }

    @Test
    void aPathMayHaveSpacesAndOtherLetters() throws Exception {
        assertThat(lieIn("a b#\u00e4&")).isEqualTo(Installation.routes());
    }

    private Path lieIn(String name) throws Exception {
        Path routes = Files.createDirectories(folder.resolve(name));
        System.setProperty("caravan.routes", routes.toString());
        return routes.toAbsolutePath().normalize();
    }
}
