package dev.caravan.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FluxManifestsTest {
    private static final Path EXAMPLES = Path.of("src/test/resources/flux");

    @TempDir
    Path directory;

    private Installation installation;

    @BeforeEach
    void install() {
        installation = new Installation(directory);
        Stream.of(
                        "slack",
                        "msteams",
                        "discord",
                        "rocket",
                        "generic",
                        "generic-hmac",
                        "github",
                        "gitlab",
                        "azuredevops",
                        "bitbucket",
                        "azureeventhub",
                        "incidentio")
                .forEach(type -> installation.kamelet(type, kamelet(type)));
    }

    private static String kamelet(String type) {
        try {
            return Files.readString(Path.of("routes/providers", type, type + ".kamelet.yaml"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void aManifestSaysWhatTheEquivalentPropertiesSay(Path example) throws Exception {
        installation.file("secrets/ops-chat-bot/token", "xoxb-1").properties(Files.readString(example));
        Configuration properties = installation.read();

        String manifest = example.getFileName().toString().replace(".properties", ".yaml");
        installation
                .file("flux/" + manifest, Files.readString(example.resolveSibling(manifest)))
                .properties("flux.manifests=flux/*.yaml\n");

        assertThat(installation.read())
                .usingRecursiveComparison()
                .ignoringFields("providers.origin")
                .withEqualsForType((one, other) -> one.pattern().equals(other.pattern()), Pattern.class)
                .withEqualsForType((one, other) -> one.sum() == other.sum(), LongAdder.class)
                .isEqualTo(properties);
    }

    static Stream<Path> examples() throws IOException {
        try (Stream<Path> files = Files.list(EXAMPLES)) {
            return files.filter(file -> file.toString().endsWith(".properties")).sorted().toList().stream();
        }
    }

    @Test
    void propertiesAndTheEnvironmentWinOverManifests() throws Exception {
        installation
                .file("flux/a.yaml", Files.readString(EXAMPLES.resolve("slack-webhook.yaml")))
                .properties("flux.manifests={{dir}}/*.yaml\ndir=flux\nprovider.crew.channel=other\n")
                .variable("PROVIDER_CREW_ADDRESS", "https://mine.example/x");

        assertThat(installation.read().providers().get(0).values())
                .containsEntry("channel", "other")
                .containsEntry("address", "https://mine.example/x");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"flux/a.yaml", "flux/**/*.yaml", "flux/[a-b].yaml", "./flux/*.yaml", "nothing.yaml,flux/?.yaml"})
    void theFilesMayBeNamedByPatterns(String glob) throws IOException {
        installation
                .file("flux/a.yaml", Files.readString(EXAMPLES.resolve("slack-webhook.yaml")))
                .file("flux/..2026/a.yaml", "hidden")
                .file("nothing.yaml", "---\n")
                .variable("FLUX_MANIFESTS", glob);

        assertThat(installation.problems()).isEmpty();
    }

    @Test
    void bracesAreTextAndNoPlaceholders() throws Exception {
        installation
                .variable("FLUX_MANIFESTS", "a.yaml")
                .file("a.yaml", """
                apiVersion: notification.toolkit.fluxcd.io/v1beta3
                kind: Alert
                metadata: {name: a, namespace: apps}
                spec:
                  providerRef: {name: team}
                  summary: "{{env:HOME}}"
                  eventSources: [{kind: Bucket, name: b}]
                """)
                .properties("provider.team.type=console\n");

        assertThat(installation.read().alerts().alerts().get(0).summary()).contains("{{env:HOME}}");
    }

    /** What Flux's first versions demanded of Discord, among others. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "type: discord, address: 'https://x/', channel: general",
                "type: msteams, address: 'https://x/', channel: general, username: flux",
                "type: generic, address: 'https://x/', username: flux",
                "type: console, address: 'https://x/', proxy: 'http://x:1'",
            })
    void aFieldThatTheTypeHasNoUseForIsLeftOutWithALine(String spec) throws Exception {
        Configuration configuration = installation
                .properties("flux.manifests=a.yaml\n")
                .file("a.yaml", provider(spec))
                .read();

        assertThat(configuration.providers()).hasSize(1);
        assertThat(configuration.leftOut())
                .isNotEmpty()
                .allMatch(line -> line.matches("a\\.yaml:4 \\(document 1, Provider apps/team, spec\\.\\w+\\): "
                        + "provider\\.team\\.\\w+ is nothing that type \\w+ has, and is left out"));
    }

    @Test
    void aPropertyIsStillAMistake() {
        installation
                .properties("flux.manifests=a.yaml\nprovider.team.channel=x\n")
                .file("a.yaml", provider("type: discord, address: 'https://x/', channel: general"));

        assertThat(installation.problems())
                .singleElement()
                .asString()
                .startsWith("application.properties:2: provider.team.channel is nothing that type discord has");
    }

    @Test
    void aTypeThatIsCalledOtherwiseInFluxIsKnown() throws Exception {
        installation
                .properties("flux.manifests=a.yaml\nprovider.team.token=x\n")
                .file("a.yaml", provider("type: incident.io, address: 'https://x/'"));

        assertThat(installation.read().providers())
                .singleElement()
                .satisfies(provider -> assertThat(provider.type().name()).isEqualTo("incidentio"));
    }

    @Test
    void anEventHubIsReachedByItsConnectionString() throws Exception {
        String connection = "Endpoint=sb://acme.servicebus.windows.net/;SharedAccessKeyName=send;"
                + "SharedAccessKey=abc=;EntityPath=events";
        installation
                .properties("flux.manifests=a.yaml\n")
                .file("a.yaml", provider("type: azureeventhub, address: '" + connection + "', channel: acme"));

        assertThat(installation.read().providers().get(0).values()).containsEntry("address", connection);
    }

    private static String provider(String spec) {
        return """
                apiVersion: notification.toolkit.fluxcd.io/v1beta3
                kind: Provider
                metadata: {name: team, namespace: apps}
                spec: {%s}
                """.formatted(spec);
    }
}
