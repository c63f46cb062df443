package dev.caravan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.configuration.Configuration;
import dev.caravan.configuration.Surroundings;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import picocli.CommandLine;

/** {@code caravan import}, for each tool from a file to a configuration that can be used. */
final class ImportCommandTest {
    private static final Path FILES = Path.of("src/test/resources/migration");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    private int run(String... words) {
        String[] all = Stream.concat(Stream.of("import"), Arrays.stream(words)).toArray(String[]::new);
        return new CommandLine(new CaravanCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    err.append(failure.getMessage());
                    return Failures.tell(failure, System.err);
                })
                .execute(all);
    }

    @ParameterizedTest
    @CsvSource({"alertmanager,alertmanager.yml", "apprise,apprise.txt", "argocd,argocd.yaml", "flux,flux.yaml"})
    void whatIsPrintedIsAConfigurationThatCanBeUsedAndHoldsNoSecret(String tool, String file) throws Exception {
        assertThat(run(
                        tool,
                        FILES.resolve(file).toString(),
                        "--secrets",
                        folder.resolve("secrets").toString()))
                .as(err.toString())
                .isEqualTo(ExitCode.MISMATCH);
        assertThat(out.toString() + err).doesNotContain("canary");
        Files.writeString(folder.resolve("application.properties"), out.toString());

        Configuration configuration = Configuration.read(Surroundings.of(folder, Path.of("routes")));

        assertThat(configuration.providers()).isNotEmpty();
        assertThat(out.toString().lines().toList()).isEqualTo(Files.readAllLines(FILES.resolve(tool + ".properties")));
        assertThat(err.toString().lines().toList()).isEqualTo(Files.readAllLines(FILES.resolve(tool + ".left")));
    }

    @Test
    void secretsLieInFilesOfTheirOwnerAlone() throws Exception {
        run("flux", FILES.resolve("flux.yaml").toString(), "--secrets", folder.toString());
        Path address = folder.resolve("team/address");
        assertThat(address).hasContent("https://hooks.example/services/canary");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(address)))
                .isEqualTo("rw-------");

        assertThat(run("flux", FILES.resolve("flux.yaml").toString(), "--secrets", folder.toString()))
                .isEqualTo(ExitCode.CONFIGURATION);
        assertThat(err.toString()).contains("team/address is there already").doesNotContain("canary");
    }

    @Test
    void withoutAFolderSecretsAreNamedAndNotShown() {
        assertThat(run("flux", FILES.resolve("flux.yaml").toString())).isEqualTo(ExitCode.MISMATCH);
        assertThat(err.toString()).contains("secrets/team: address not printed").doesNotContain("canary");
        assertThat(out.toString()).contains("provider.team.secret=team").doesNotContain("canary");
    }

    @Test
    void whatIsNoConfigurationIsNamed() throws Exception {
        Path file = Files.writeString(folder.resolve("no.yml"), "- a list");
        assertThat(run("alertmanager", file.toString())).isEqualTo(ExitCode.CONFIGURATION);
        assertThat(err.toString()).contains("no.yml holds no YAML object");
    }

    @ParameterizedTest
    @EnumSource(ImportCommand.From.class)
    void aFileThatIsNotThereIsWrongUsage(ImportCommand.From tool) {
        String name = tool.name().toLowerCase(Locale.ROOT);
        Path file = folder.resolve("none.yml");
        assertThat(run(name, file.toString())).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).isEqualTo(file + " cannot be read; name a file of " + name);
        assertThat(out.toString()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"alertmanager,flux.yaml", "apprise,flux.yaml", "flux,alertmanager.yml"})
    void aFileOfAnotherToolIsNoSuccess(String tool, String file) {
        assertThat(run(tool, FILES.resolve(file).toString())).isEqualTo(ExitCode.MISMATCH);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString()).contains(file).hasLineCount(1);
    }

    @Test
    void aFieldThatTheTypeHasNoUseForIsNotCarriedOver() throws Exception {
        Path file = Files.writeString(folder.resolve("a.yaml"), """
                apiVersion: notification.toolkit.fluxcd.io/v1beta1
                kind: Provider
                metadata: {name: disc}
                spec: {type: discord, channel: general, username: flux, suspend: true, address: 'https://x.example/'}
                """);
        assertThat(run("flux", file.toString())).isEqualTo(ExitCode.MISMATCH);
        assertThat(out.toString())
                .contains("provider.disc.username=flux", "provider.disc.suspend=true")
                .doesNotContain("channel");
        assertThat(err.toString()).contains("provider.disc.channel is nothing that type discord has");
    }
}
