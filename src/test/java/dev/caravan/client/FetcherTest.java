package dev.caravan.client;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.github.tomakehurst.wiremock.WireMockServer;
import dev.caravan.keys.FetchException;
import dev.caravan.keys.Fetched;
import dev.caravan.provider.Proxies;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FetcherTest {
    /** Its certificate is one that nobody has issued. */
    private static final WireMockServer SERVER =
            new WireMockServer(options().bindAddress("127.0.0.1").dynamicPort().dynamicHttpsPort());

    private final Clients clients = new Clients(AddressGuardTest.names("169.254.169.254"));
    private final Clients real = new Clients();
    private final Fetcher fetcher = real.fetcher(Proxies.NONE);

    @BeforeAll
    static void start() {
        SERVER.start();
    }

    @BeforeEach
    void reset() {
        SERVER.resetAll();
    }

    @AfterEach
    void close() {
        fetcher.close();
        real.close();
        clients.close();
    }

    @AfterAll
    static void stop() {
        SERVER.stop();
    }

    private static URI address(String path) {
        return URI.create("http://127.0.0.1:" + SERVER.port() + path);
    }

    private static String failure(CompletableFuture<?> fetched) {
        Throwable cause = catchThrowable(fetched::join).getCause();
        assertThat(cause).isInstanceOf(FetchException.class);
        return cause == null ? "" : String.valueOf(cause.getMessage());
    }

    @ParameterizedTest
    @CsvSource({
        "max-age=60, 60",
        "'public, max-age=19800, must-revalidate', 19800",
        "'s-maxage=5,max-age=7', 7",
        "no-store, 0",
        "max-age=x, 0",
        "x-max-age=5, 0"
    })
    void aDocumentIsAsFreshAsItsServerSays(String control, int seconds) {
        SERVER.stubFor(get(urlEqualTo("/keys"))
                .willReturn(aResponse().withHeader("Cache-Control", control).withBody("x")));
        Fetched document = fetcher.get(address("/keys")).join();
        assertThat(new String(document.body(), StandardCharsets.UTF_8)).isEqualTo("x");
        assertThat(document.freshFor()).isEqualTo(Duration.ofSeconds(seconds));
    }

    @Test
    void redirectsAreNotFollowed() {
        SERVER.stubFor(
                get(urlEqualTo("/here")).willReturn(aResponse().withStatus(302).withHeader("Location", "/there")));
        assertThat(failure(fetcher.get(address("/here")))).isEqualTo("status 302");
        assertThat(SERVER.findAll(anyRequestedFor(urlEqualTo("/there")))).isEmpty();
    }

    @Test
    void aFailureIsNotRepeated() {
        SERVER.stubFor(get(anyUrl()).willReturn(aResponse().withStatus(503)));
        assertThat(failure(fetcher.get(address("/")))).isEqualTo("status 503");
        assertThat(SERVER.findAll(anyRequestedFor(anyUrl()))).hasSize(1);
    }

    @Test
    void metadataAddressesAreRefusedWhateverNameLeadsThere() {
        try (Fetcher guarded = clients.fetcher(Proxies.NONE)) {
            assertThat(failure(guarded.get(URI.create("http://keys.example/latest/meta-data"))))
                    .contains("never called")
                    .doesNotContain("keys.example");
        }
    }

    @Test
    void aServerThatNobodyVouchesForIsNotBelieved() {
        SERVER.stubFor(get(anyUrl()).willReturn(aResponse().withBody("x")));
        URI address = URI.create("https://127.0.0.1:" + SERVER.httpsPort() + "/secret-path");
        assertThat(failure(fetcher.get(address))).contains("SSL").doesNotContain("secret-path");
        assertThat(SERVER.findAll(anyRequestedFor(anyUrl()))).isEmpty();
    }

    @Test
    void onlyAFewAreFetchedAtATimeAndTheRestIsRefusedAtOnce() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 100, InetAddress.getLoopbackAddress())) {
            URI address = URI.create("http://127.0.0.1:" + silent.getLocalPort() + "/");
            List<CompletableFuture<Fetched>> all =
                    IntStream.range(0, 30).mapToObj(at -> fetcher.get(address)).toList();
            assertThat(all.stream().filter(CompletableFuture::isCompletedExceptionally))
                    .hasSize(30 - 18);
            assertThat(failure(all.get(29))).isEqualTo("too much is being fetched");
        }
    }
}
