package dev.caravan.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.provider.ProviderSettings;
import dev.caravan.provider.Proxy;
import dev.caravan.provider.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {
    @TempDir
    Path directory;

    private Installation installation;

    @BeforeEach
    void install() {
        installation = new Installation(directory)
                .properties(
                        "provider.team.type=generic\nprovider.team.secret=hook\nprovider.team.address=https://old/\n");
    }

    @Test
    void aSecretWinsOverThePropertyOfTheSameName() throws ConfigurationException {
        installation
                .file("secrets/hook/address", "\uFEFFhttps://new/canary\n")
                .file("secrets/hook/headers", "Authorization: Bearer canary\nX-Version: 1.10\n")
                .file("secrets/hook/proxy", "https://us%40er:can%2Bary+@proxy:3128\n")
                .file("secrets/hook/unknown", "canary");

        Configuration configuration = installation.read();
        ProviderSettings team = configuration.providers().get(0);
        assertThat(team.headers())
                .containsEntry("Authorization", "Bearer canary")
                .containsEntry("X-Version", "1.10");
        assertThat(configuration.toString()).contains("https://new/…").doesNotContain("canary");
        String prefix = "camel.kamelet.generic.provider-team.";
        assertThat(configuration.camelProperties())
                .containsEntry(prefix + "address", "https://new/canary")
                .containsEntry(prefix + "headers", "{\"Authorization\":\"Bearer canary\",\"X-Version\":\"1.10\"}")
                .containsEntry(prefix + "client", "#client-team")
                .doesNotContainKeys(prefix + "unknown", prefix + "secret", prefix + "proxy");
        Proxy proxy = team.proxies().to("https", "new", 443).orElseThrow();
        assertThat(proxy.host()).isEqualTo("proxy");
        assertThat(proxy.username()).contains(new Secret("us@er"));
        assertThat(proxy.password()).contains(new Secret("can+ary+"));
    }

    @Test
    void kubernetesLinksAreFollowedAndItsFoldersIgnored() throws Exception {
        installation.file("secrets/hook/..2026/address", "https://new/\n");
        Path hook = directory.resolve("secrets/hook");
        Files.createSymbolicLink(hook.resolve("..data"), Path.of("..2026"));
        Files.createSymbolicLink(hook.resolve("address"), Path.of("..data/address"));

        ProviderSettings team = installation.read().providers().get(0);
        assertThat(team.values()).containsEntry("address", "https://new/");

        installation.file("secrets/hook/..2027/address", "https://newer/\n");
        Files.delete(hook.resolve("..data"));
        Files.createSymbolicLink(hook.resolve("..data"), Path.of("..2027"));
        assertThat(team.secrets().iterator().next().read()).containsEntry("address", new Secret("https://newer/"));
    }

    @Test
    void aMissingFolderIsTold() {
        assertThat(installation.problems())
                .singleElement()
                .asString()
                .contains("application.properties:2: provider.team.secret cannot be used, there is no folder "
                        + directory.resolve("secrets/hook"));
    }

    @Test
    void anEmptyFileIsTold() {
        installation.file("secrets/hook/token", "\n");

        assertThat(installation.problems())
                .singleElement()
                .asString()
                .contains("the file " + directory.resolve("secrets/hook/token") + " is empty");
    }

    @Test
    void aDanglingLinkIsTold() throws IOException {
        installation.file("secrets/hook/address", "https://new/");
        Files.createSymbolicLink(directory.resolve("secrets/hook/token"), Path.of("..data/token"));

        assertThat(installation.problems())
                .singleElement()
                .asString()
                .contains(directory.resolve("secrets/hook/token") + " is not there");
    }

    @Test
    void aBadValueInASecretNamesTheFileAndNotTheValue() {
        installation.file("secrets/hook/address", "canary {{x}}");

        assertThat(installation.problems())
                .containsExactly(directory.resolve("secrets/hook/address")
                        + ": provider.team.address still holds {{ once it is read, and would be resolved again (The URL); "
                        + "remove the braces");
    }

    @Test
    void aSecretLiesInTheFolderOfSecrets() {
        installation.properties("provider.team.type=console\nprovider.team.secret=../../etc\n");

        assertThat(installation.problems()).singleElement().asString().contains("is not the name of a folder");
    }
}
