package dev.caravan.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourcesReaderTest {
    @TempDir
    Path directory;

    private Installation installation;

    @BeforeEach
    void install() {
        installation = new Installation(directory)
                .file("routes/sources/acr/acr.properties", "auth=github\nmedia-types=Text/Plain\nknown-by=x-acr\n")
                .file("secrets/hook/token", "canary-1\n")
                .file("secrets/hook/token.previous", "canary-2")
                .file("secrets/hook/other", "canary-3");
    }

    private SourceSettings source(String name) throws ConfigurationException {
        return installation.read().door().source(name).orElseThrow();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "source.acr.secret=hook; acr; github; true",
                "source.acr.secret=hook\\nsource.acr.auth=hmac; acr; hmac; true",
                "source.acr.secret=hook\\nwebhook.token=x; acr; github; true",
                "source.flux.secret=hook; flux; token; true",
                "webhook.token=x; acr; token; false",
                "webhook.token=x\\nsource.acr.auth=token; acr; token; false",
                "webhook.token=x\\nsource.acr.auth=none; acr; none; true",
                "source.flux.secret=hook; acr; none; false",
            })
    void aSourcesSecretIsUsedAsItsProductUsesIt(String properties, String name, String scheme, boolean own)
            throws ConfigurationException {
        installation.properties(properties.replace("\\n", "\n"));
        assertThat(source(name).auth().scheme()).isEqualTo(scheme);
        assertThat(source(name).own()).isEqualTo(own);
    }

    @Test
    void aFilesNameWithADotAndAWordBehindItIsOneMoreActiveSecret() throws ConfigurationException {
        installation.properties("source.acr.secret=hook\n");
        assertThat(source("acr").auth().active("token")).containsExactly("canary-1", "canary-2");
        assertThat(source("acr").toString()).doesNotContain("canary");
    }

    @Test
    void whatAFolderSaysOfItsSendersIsRead() throws ConfigurationException {
        installation.properties("");
        assertThat(source("acr").declared().mediaTypes()).containsExactly("text/plain");
        assertThat(source("acr").declared().knownBy()).containsExactly("x-acr");
        assertThat(source("flux").declared().mediaTypes()).isEmpty();
    }

    @Test
    void everyMistakeIsToldAtOnceWithItsRemedy() {
        installation
                .properties("""
                        source.acr.auth=githup
                        source.flux.auth=hmac
                        source.flux.auth.algorithm=md5
                        source.harbor.auth=basic
                        source.harbor.secret=hook
                        source.harbor.auth.encoding=hex
                        """)
                .file("routes/sources/flux/flux.properties", "media-type=a/b\n")
                .file("routes/sources/harbor/harbor.properties", "\nauth=hmack\n");

        assertThat(installation.problems())
                .containsExactlyInAnyOrder(
                        "application.properties:1: source.acr.auth is not a scheme there is; did you mean github?",
                        "application.properties:2: source.flux.auth is hmac, but there is none; set source.flux.secret",
                        "application.properties:3: source.flux.auth.algorithm is not a choice (md5); write sha256 or sha512",
                        "application.properties:5: source.harbor.secret has no file username in "
                                + directory.resolve("secrets/hook") + "; put the username into it",
                        "application.properties:5: source.harbor.secret has no file password in "
                                + directory.resolve("secrets/hook") + "; put the password into it",
                        "application.properties:6: source.harbor.auth.encoding is of no use to the scheme basic; remove it",
                        "flux.properties:1: media-type is not a known property; did you mean media-types?",
                        "harbor.properties:2: auth is not a scheme there is; did you mean hmac?");
    }

    @Test
    void aSecretThatItsSchemeCannotUseIsToldWithoutIt() {
        installation.properties("""
                source.acr.auth=standard-webhooks
                source.acr.secret=hook
                source.flux.auth=header
                source.flux.auth.header=X Y
                source.flux.secret=hook
                """);

        assertThat(installation.problems())
                .containsExactly(
                        "application.properties:2: source.acr.secret has a signing secret that is not base64; write it as "
                                + "the sender shows it, whsec_ or whpk_ and base64",
                        "application.properties:4: source.flux.auth.header is not the name of a header field; write one "
                                + "like Authorization");
    }

    @Test
    void anOptionMayComeFromTheEnvironment() throws ConfigurationException {
        installation
                .properties("source.acr.secret=hook\n")
                .variable("SOURCE_ACR_AUTH", "hmac")
                .variable("SOURCE_ACR_AUTH_TIMESTAMP_HEADER", "X-Time");
        assertThat(source("acr").auth().options()).containsEntry("timestamp-header", "X-Time");
        assertThat(source("acr").auth().scheme()).isEqualTo("hmac");
    }
}
