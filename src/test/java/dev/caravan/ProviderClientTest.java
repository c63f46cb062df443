package dev.caravan;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import dev.caravan.journal.DeadLetter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How requests leave: proxies, certificates, headers, time-outs, and addresses that are never called. */
final class ProviderClientTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String USER_PASSWORD = "Basic dXNlcjpwYTpzcw=="; // user and pa:ss

    private final List<WireMockServer> servers = new ArrayList<>();

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    @AfterEach
    void stop() {
        servers.forEach(WireMockServer::stop);
    }

    private WireMockServer server(WireMockConfiguration options) {
        WireMockServer server =
                new WireMockServer(options.bindAddress("127.0.0.1").globalTemplating(false));
        server.start();
        server.stubFor(any(anyUrl()).atPriority(9).willReturn(aResponse().withStatus(200)));
        servers.add(server);
        return server;
    }

    private WireMockServer plain() {
        return server(options().dynamicPort());
    }

    private static WireMockConfiguration secured(TestKeys keys) {
        return options()
                .dynamicPort()
                .dynamicHttpsPort()
                .keystorePath(keys.store().toString())
                .keystoreType("PKCS12")
                .keystorePassword(TestKeys.PASSWORD)
                .keyManagerPassword(TestKeys.PASSWORD);
    }

    private static List<LoggedRequest> requests(WireMockServer server) {
        return server.getAllServeEvents().stream()
                .map(event -> event.getRequest())
                .toList();
    }

    private static Map<String, String> team(String type, String address, String... more) {
        Map<String, String> properties = new TreeMap<>();
        properties.put("provider.team.type", type);
        properties.put("provider.team.address", address);
        properties.put("provider.team.rate", "0");
        for (int at = 0; at < more.length; at += 2) {
            properties.put("provider.team." + more[at], more[at + 1]);
        }
        return properties;
    }

    private void secret(String key, String value) throws Exception {
        Path secret = Files.createDirectories(folder.resolve("secrets/team"));
        Files.writeString(secret.resolve(key), value);
    }

    /** Sends one event and tells what became of it; none when it was delivered. */
    private List<DeadLetter> deliver(Map<String, String> properties) throws Exception {
        try (RunningGateway gateway = RunningGateway.start(folder, properties)) {
            gateway.append(Samples.event("acr-push"));
            gateway.awaitIdle(PATIENCE);
            return gateway.deadLetters("team");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"generic", "slack"})
    void aProxyIsShownItsCredentialsAtOnceAndGetsTheWholeAddress(String type) throws Exception {
        WireMockServer proxy = plain();
        proxy.stubFor(any(anyUrl())
                .withHeader("Proxy-Authorization", equalTo(USER_PASSWORD))
                .willReturn(aResponse().withStatus(202).withBody("ok")));
        String url = "http://user:pa%3Ass@127.0.0.1:" + proxy.port();

        assertThat(deliver(team(type, "http://hooks.example/x", "proxy", url))).isEmpty();

        assertThat(requests(proxy)).singleElement().satisfies(request -> {
            assertThat(request.getAbsoluteUrl()).isEqualTo("http://hooks.example/x");
            assertThat(request.getHeader("Proxy-Authorization")).isEqualTo(USER_PASSWORD);
            assertThat(request.getHeader("User-Agent")).startsWith("Caravan/");
        });
    }

    @Test
    void aProxyThatRefusesHoldsTheLane() throws Exception {
        WireMockServer proxy = plain();
        proxy.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(407)));

        assertHeld(team("generic", "http://hooks.example/x", "proxy", "http://127.0.0.1:" + proxy.port()));
    }

    private void assertHeld(Map<String, String> properties) throws Exception {
        try (RunningGateway gateway = RunningGateway.start(folder, properties)) {
            gateway.append(Samples.event("acr-push"));
            await().atMost(PATIENCE)
                    .until(() -> gateway.management("/api/providers").contains("(status 407)"));
            assertThat(gateway.deadLetters("team")).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"generic", "slack"})
    void aSecuredTargetIsReachedThroughATunnel(String type) throws Exception {
        TestKeys keys = TestKeys.rsa(folder, "server");
        WireMockServer target = server(secured(keys));
        secret("ca.crt", keys.certificate());
        try (ConnectProxy proxy = new ConnectProxy(USER_PASSWORD)) {
            String address = "https://localhost:" + target.httpsPort() + "/x";
            String url = "http://user:pa%3Ass@127.0.0.1:" + proxy.port();
            Map<String, String> team = team(type, address, "secret", "team", "proxy", url);

            assertThat(deliver(team)).isEmpty();

            assertThat(requests(target)).hasSize(1).allMatch(request -> !request.containsHeader("Proxy-Authorization"));
            assertThat(proxy.heads())
                    .singleElement()
                    .asString()
                    .startsWith("CONNECT localhost:" + target.httpsPort())
                    .contains("Proxy-Authorization: " + USER_PASSWORD);
        }
    }

    @Test
    void theWayToTheProxyMayBeSecuredAsWell() throws Exception {
        TestKeys keys = TestKeys.rsa(folder, "proxy");
        WireMockServer proxy = server(secured(keys));
        secret("ca.crt", keys.certificate());
        String url = "https://localhost:" + proxy.httpsPort();

        assertThat(deliver(team("generic", "http://hooks.example/x", "secret", "team", "proxy", url)))
                .isEmpty();
        assertThat(requests(proxy))
                .singleElement()
                .satisfies(request -> assertThat(request.getUrl()).endsWith("/x"));
    }

    @Test
    void aTunnelIsNotDugWithoutCredentials() throws Exception {
        try (ConnectProxy proxy = new ConnectProxy(USER_PASSWORD)) {
            Map<String, String> team =
                    team("generic", "https://localhost:1/x", "proxy", "http://127.0.0.1:" + proxy.port());

            assertHeld(team);
        }
    }

    @ParameterizedTest
    @CsvSource({"generic,RSA", "generic,EC", "slack,RSA"})
    void aClientCertificateIsShownToWhoAsksForIt(String type, String algorithm) throws Exception {
        TestKeys keys = TestKeys.rsa(folder, "server");
        TestKeys own = algorithm.equals("RSA") ? TestKeys.rsa(folder, "own") : TestKeys.ec(folder, "own");
        Path trusted = trust(own);
        WireMockServer target = server(secured(keys)
                .needClientAuth(true)
                .trustStorePath(trusted.toString())
                .trustStoreType("PKCS12")
                .trustStorePassword(TestKeys.PASSWORD));
        secret("ca.crt", keys.certificate());
        secret("tls.crt", own.certificate());
        secret("tls.key", own.traditionalKey());
        String address = "https://127.0.0.1:" + target.httpsPort() + "/x";

        assertThat(deliver(team(type, address, "secret", "team"))).isEmpty();
        assertThat(requests(target)).hasSize(1);
    }

    /** WireMock takes any entry of its trust store for an authority. */
    private static Path trust(TestKeys own) {
        return own.store();
    }

    @ParameterizedTest
    @ValueSource(strings = {"generic", "slack"})
    void anUnknownAuthorityIsNotTrusted(String type) throws Exception {
        WireMockServer target = server(secured(TestKeys.rsa(folder, "server")));
        Map<String, String> team = team(type, "https://127.0.0.1:" + target.httpsPort() + "/x");
        try (RunningGateway gateway = RunningGateway.start(folder, team)) {
            gateway.append(Samples.event("acr-push"));
            await().atMost(PATIENCE).until(() -> gateway.attempts("retry") > 0);
            assertThat(gateway.management("/observe/metrics"))
                    .contains("outcome=\"retry\",provider=\"team\",reason=\"tls\"");
            assertThat(requests(target)).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "generic,http://169.254.169.254/canary-7f3a",
        "generic,https://[fe80::1]/canary-7f3a",
        "generic,http://2852039166/canary-7f3a",
        "slack,http://169.254.169.254/canary-7f3a",
        "slack,https://100.100.100.200/canary-7f3a"
    })
    void anAddressThatIsNeverCalledIsADeadLetterAtOnce(String type, String address) throws Exception {
        try (Logs logs = Logs.capture();
                RunningGateway gateway = RunningGateway.start(folder, team(type, address))) {
            gateway.append(Samples.event("acr-push"));
            gateway.awaitIdle(PATIENCE);
            DeadLetter letter = gateway.deadLetters("team").get(0);
            assertThat(letter.reason()).isEqualTo("address-refused");
            assertThat(letter.attempts()).isEqualTo(1);
            assertThat(gateway.management("/api/providers")).contains("AddressRefused");
            assertThat(logs.lines().toString()).doesNotContain("canary");
        }
    }

    @Test
    void whatMayNotBeCalledMayNotBeCalledThroughAProxyEither() throws Exception {
        WireMockServer proxy = plain();
        Map<String, String> team =
                team("generic", "http://169.254.169.254/x", "proxy", "http://127.0.0.1:" + proxy.port());

        assertThat(deliver(team))
                .singleElement()
                .satisfies(letter -> assertThat(letter.reason()).isEqualTo("address-refused"));
        assertThat(requests(proxy)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"generic", "slack"})
    void aConnectionThatIsNeverAcceptedEndsWithTheAttempt(String type) throws Exception {
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            List<Socket> waiting = fill(full);
            Map<String, String> team = team(
                    type, "http://127.0.0.1:" + full.getLocalPort() + "/x", "timeout", "1s", "give-up-after", "1s");
            try (RunningGateway gateway = RunningGateway.start(folder, team)) {
                gateway.append(Samples.event("acr-push"));
                await().atMost(PATIENCE).until(() -> gateway.attempts("retry") > 0);
                assertThat(gateway.management("/observe/metrics")).contains("reason=\"timeout\"");
            }
            for (Socket socket : waiting) {
                socket.close();
            }
        }
    }

    /** Until the queue of who waits to be accepted is full, and nobody is answered any more. */
    private static List<Socket> fill(ServerSocket full) {
        List<Socket> waiting = new ArrayList<>();
        try {
            while (waiting.size() < 10) {
                Socket socket = new Socket();
                waiting.add(socket);
                socket.connect(full.getLocalSocketAddress(), 200);
            }
        } catch (java.io.IOException e) {
            return waiting;
        }
        throw new IllegalStateException("this system never fills its queue");
    }

    @ParameterizedTest
    @CsvSource({"generic,16000", "slack,11000"})
    void aTimeoutMayBeLongerThanAnyDefault(String type, int millis) throws Exception {
        WireMockServer target = plain();
        target.stubFor(any(anyUrl())
                .willReturn(aResponse().withStatus(200).withBody("ok").withFixedDelay(millis)));

        assertThat(deliver(team(type, "http://127.0.0.1:" + target.port() + "/x", "timeout", "25s")))
                .isEmpty();
        assertThat(requests(target)).hasSize(1);
    }

    @Test
    void headersOfTheUserAreTheLastWord() throws Exception {
        WireMockServer target = plain();
        secret("headers", """
                Authorization: Bearer one, two
                content-type: application/vnd.test+json
                Gotk-Component: "me {}} ${body} #bean:x"
                X-Version: 1.10
                """);

        assertThat(deliver(team("generic", "http://127.0.0.1:" + target.port() + "/x", "secret", "team")))
                .isEmpty();

        assertThat(requests(target)).singleElement().satisfies(request -> {
            assertThat(request.getHeaders().getHeader("Authorization").values()).containsExactly("Bearer one, two");
            assertThat(request.getHeaders().getHeader("Content-Type").values())
                    .containsExactly("application/vnd.test+json");
            assertThat(request.getHeaders().getHeader("Gotk-Component").values())
                    .containsExactly("me {}} ${body} #bean:x");
            assertThat(request.getHeader("X-Version")).isEqualTo("1.10");
        });
    }
}
