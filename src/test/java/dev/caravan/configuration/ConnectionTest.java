package dev.caravan.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.TestKeys;
import dev.caravan.provider.Proxies;
import dev.caravan.provider.Proxy;
import dev.caravan.provider.Secret;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a provider's connection is set to: proxies of the environment, certificates and keys. */
class ConnectionTest {
    @TempDir
    Path directory;

    private Installation installation;

    @BeforeEach
    void install() {
        installation = new Installation(directory)
                .properties("provider.a.type=generic\nprovider.a.address=https://x/\nprovider.a.secret=own\n")
                .file("secrets/own/address", "https://x/");
    }

    private Proxies proxies() throws ConfigurationException {
        return installation.read().providers().get(0).proxies();
    }

    @Test
    void theProxiesOfTheEnvironmentAreForWhoHasNone() throws ConfigurationException {
        installation
                .variable("HTTP_PROXY", "http://plain:3128")
                .variable("https_proxy", "us%40er:p@secured:3129")
                .variable("HTTPS_PROXY", "http://other:1")
                .variable("NO_PROXY", ".corp");

        assertThat(proxies().to("http", "x", 80).map(Proxy::host)).contains("plain");
        assertThat(proxies().to("https", "x", 443)).hasValueSatisfying(proxy -> {
            assertThat(proxy.host()).isEqualTo("secured");
            assertThat(proxy.username()).contains(new Secret("us@er"));
        });
        assertThat(proxies().to("https", "hooks.corp", 443)).isEmpty();
        assertThat(proxies().to("http", "localhost", 80)).isEmpty();
        assertThat(proxies().to("http", "127.0.0.2", 80)).isEmpty();
    }

    @Test
    void aProxyOfItsOwnIsForEverythingButNoProxy() throws ConfigurationException {
        installation
                .file("secrets/own/proxy", "http://own:1")
                .variable("HTTP_PROXY", "http://plain:3128")
                .variable("no_proxy", "10.0.0.0/8");

        assertThat(proxies().to("http", "localhost", 80).map(Proxy::host)).contains("own");
        assertThat(proxies().to("https", "x", 443).map(Proxy::host)).contains("own");
        assertThat(proxies().to("https", "10.1.2.3", 443)).isEmpty();
    }

    @Test
    void aProxyOfTheEnvironmentThatCannotBeUsedIsTold() {
        installation.variable("HTTPS_PROXY", "socks5://canary:1");

        assertThat(installation.problems())
                .containsExactly("HTTPS_PROXY: the environment names no proxy that can be used; "
                        + "write http://host:port, or unset it");
    }

    @Test
    void certificatesAndKeysAreTakenInTheirUsualForms() throws Exception {
        for (TestKeys keys : new TestKeys[] {TestKeys.rsa(directory, "rsa"), TestKeys.ec(directory, "ec")}) {
            installation
                    .file("secrets/own/ca.crt", keys.certificate() + keys.certificate())
                    .file("secrets/own/tls.crt", keys.certificate())
                    .file("secrets/own/tls.key", keys.key());
            assertThat(installation.problems()).isEmpty();
            installation.file("secrets/own/tls.key", keys.traditionalKey());
            assertThat(installation.problems()).isEmpty();
        }
    }

    @Test
    void aKeyOfAnotherCertificateIsTold() throws Exception {
        TestKeys own = TestKeys.rsa(directory, "own");
        installation.file("secrets/own/tls.crt", own.certificate());
        for (TestKeys other : new TestKeys[] {TestKeys.rsa(directory, "other"), TestKeys.ec(directory, "ec")}) {
            installation.file("secrets/own/tls.key", other.key());
            assertThat(installation.problems())
                    .containsExactly(directory.resolve("secrets/own/tls.key")
                            + ": provider.a.tls.key is not the private key of provider.a.tls.crt; write that certificate's "
                            + "RSA or EC key as PEM, in PKCS#8 or PKCS#1 and without a password");
        }
    }

    @Test
    void aTextThatIsNoKeyIsToldWithoutItsContent() throws Exception {
        installation
                .file("secrets/own/tls.crt", TestKeys.rsa(directory, "own").certificate())
                .file("secrets/own/tls.key", "-----BEGIN PRIVATE KEY-----\ncanary\n-----END PRIVATE KEY-----\n");

        assertThat(installation.problems())
                .singleElement()
                .asString()
                .contains("provider.a.tls.key is not the private key")
                .doesNotContain("canary");
    }
}
