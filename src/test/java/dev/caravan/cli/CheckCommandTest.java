package dev.caravan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.explain.Workplace;
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

    @Test
    void whatCamelCannotStartIsAProblem() throws IOException {
        Files.writeString(directory.resolve("application.properties"), "channel.publish=nope:canary\n");

        assertThat(run()).isEqualTo(1);
        assertThat(out.toString())
                .isEqualTo(
                        "channel.publish: Camel cannot start route record, there is no component nope\n1 problem.\n");
    }

    @Test
    void aRouteThatCamelCannotStartIsNamedOnceFromTheWorkingDirectory() {
        Workplace place = Workplace.withCopiedRoutes(directory);
        place.replace("routes/40-lane.camel.yaml", "ref: match", "ref: matsch");

        assertThat(run(directory.resolve("routes"))).isEqualTo(1);
        assertThat(out.toString().lines())
                .containsExactly(
                        "routes/40-lane.camel.yaml:12: Camel cannot start route lane-console, there is no bean matsch",
                        "1 problem.");
    }

    private int run() {
        return run(Path.of("routes"));
    }

    private int run(Path routes) {
        return new CommandLine(new CheckCommand(directory))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(new PrintWriter(out))
                .execute("--routes", routes.toAbsolutePath().toString());
    }
}
