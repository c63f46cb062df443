package dev.caravan.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.provider.Secret;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DoorReaderTest {
    @TempDir
    Path directory;

    private Installation installation;

    @BeforeEach
    void install() {
        installation = new Installation(directory);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "10.1.2.3", "127.evil.example", "caravan.example"})
    void beyondLoopbackEverySourceNeedsAuthentication(String host) {
        installation.properties("camel.server.host=" + host + "\n");

        assertThat(installation.problems())
                .containsExactly("application.properties:1: camel.server.host is not "
                        + "loopback, and anyone may post to acr, flux, harbor; set webhook.token, or "
                        + "webhook.allow-anonymous=true if that is meant");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "camel.server.host=0.0.0.0\nwebhook.token=x",
                "camel.server.host=0.0.0.0\nwebhook.allow-anonymous=true",
                "camel.server.host=127.0.0.1",
                "camel.server.host=localhost",
                "camel.server.host=::1"
            })
    void otherwiseTheDoorOpens(String properties) {
        assertThat(installation.properties(properties + "\n").problems()).isEmpty();
    }

    @Test
    void aSourceThatIsToldToBeOpenStillNeedsTheWayOut() {
        installation.properties("camel.server.host=0.0.0.0\nwebhook.token=x\nsource.acr.auth=none\n");

        assertThat(installation.problems()).singleElement().asString().contains("anyone may post to acr;");
    }

    @Test
    void theManagementListenerNeedsItsOwnTokenBeyondLoopback() {
        installation.properties("camel.management.host=0.0.0.0\nwebhook.token=x\n");

        assertThat(installation.problems()).singleElement().asString().contains("management.token is not set");
    }

    @Test
    void aSourceHasItsOwnTokenOrTheCommonOne() throws ConfigurationException {
        installation
                .properties("webhook.token=canary-2\nsource.acr.secret=acr-hook\nsource.flux.auth=none\n")
                .file("secrets/acr-hook/token", "canary-1\n");

        DoorSettings door = installation.read().door();
        assertThat(door.source("acr").orElseThrow().token()).contains(new Secret("canary-1"));
        assertThat(door.source("harbor").orElseThrow().token()).contains(new Secret("canary-2"));
        assertThat(door.source("flux").orElseThrow().auth().scheme()).isEqualTo("none");
        assertThat(door.toString()).doesNotContain("canary");
    }

    @Test
    void anUnknownSchemeOrAnEmptySecretIsRefused() {
        installation
                .properties("source.acr.auth=magic\nsource.flux.secret=empty\nsource.harbor.secret=other\n")
                .file("secrets/empty/token", "")
                .file("secrets/other/address", "x");

        assertThat(installation.problems())
                .hasSize(3)
                .anyMatch(problem -> problem.contains("source.acr.auth is not a scheme there is; did you mean basic?"))
                .anyMatch(problem -> problem.contains("source.flux.secret cannot be used, the file"))
                .anyMatch(problem -> problem.contains("source.harbor.secret has no file token in"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "camel.management.port=8080",
                "camel.management.port=8080\ncamel.server.host=localhost",
                "camel.management.port=8080\ncamel.server.host=0.0.0.0\nwebhook.token=x",
                "camel.management.port=8080\ncamel.management.host=::\nmanagement.token=x",
            })
    void theListenersShareNoPort(String properties) {
        assertThat(installation.properties(properties + "\n").problems())
                .containsExactly("application.properties:1: camel.management.port is 8080 as camel.server.port is, "
                        + "so that each would get the other's requests; set another port for one of them");
    }

    @Test
    void thePortThatWasSetIsTheOneThatIsToldOf() {
        assertThat(installation.properties("camel.server.port=8081\n").problems())
                .singleElement()
                .asString()
                .startsWith("application.properties:1: camel.server.port is 8081 as camel.management.port is");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "camel.server.port=0\ncamel.management.port=0",
                "camel.management.port=8080\ncamel.management.host=127.0.0.2",
                "camel.management.port=8082"
            })
    void otherwiseEachHasItsOwn(String properties) {
        assertThat(installation.properties(properties + "\n").problems()).isEmpty();
    }
}
