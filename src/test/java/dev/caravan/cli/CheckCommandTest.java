package dev.caravan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CheckCommandTest {
    private final StringWriter out = new StringWriter();

    @TempDir
    private Path directory;

    @Test
    void aSoundInstallationEndsWithZero() {
        assertThat(run()).isZero();
        assertThat(out.toString()).isEqualTo("Nothing is wrong.\n");
    }

    @Test
    void everyProblemHasALineAndTheEndIsOne() throws IOException {
        Files.writeString(directory.resolve("application.properties"), """
                provider.team.type=slack
                webhok.token=canary
                """);

        assertThat(run()).isEqualTo(1);
        assertThat(out.toString().lines())
                .hasSize(3)
                .anyMatch(line -> line.startsWith("application.properties:2: webhok.token"))
                .last()
                .isEqualTo("2 problems.");
        assertThat(out.toString()).doesNotContain("canary");
    }

    @Test
    void aManifestsProblemNamesDocumentAndField() throws IOException {
        Files.writeString(directory.resolve("application.properties"), "flux.manifests=team.yaml\n");
        Files.writeString(directory.resolve("team.yaml"), """
                apiVersion: notification.toolkit.fluxcd.io/v1beta3
                kind: Provider
                metadata: {name: team, namespace: apps}
                spec: {type: generic, address: canary}
                """);

        assertThat(run()).isEqualTo(1);
        assertThat(out.toString())
                .startsWith("team.yaml:4 (document 1, Provider apps/team, spec.address): provider.team.address is not")
                .doesNotContain("canary");
    }

    private int run() {
        return new CommandLine(new CheckCommand(directory))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(new PrintWriter(out))
                .execute("--routes", Path.of("routes").toAbsolutePath().toString());
    }
}
