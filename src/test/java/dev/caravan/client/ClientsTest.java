package dev.caravan.client;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import dev.caravan.provider.NoProxy;
import dev.caravan.provider.Proxies;
import dev.caravan.provider.Proxy;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One client at a time, with names that lead where the test wants. */
class ClientsTest {
    private final WireMockServer target =
            new WireMockServer(options().bindAddress("127.0.0.1").dynamicPort());
    private final WireMockServer proxy =
            new WireMockServer(options().bindAddress("127.0.0.1").dynamicPort());

    @BeforeEach
    void start() {
        target.start();
        proxy.start();
        target.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(200)));
        proxy.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(203)));
    }

    @AfterEach
    void stop() {
        target.stop();
        proxy.stop();
    }

    private Proxies own(String noProxy) {
        return Proxies.own(Proxy.parse("http://127.0.0.1:" + proxy.port()), NoProxy.parse(noProxy));
    }

    private int post(String host, Proxies proxies, String... addresses) throws IOException {
        ClientSettings settings = new ClientSettings(Duration.ofSeconds(10), 1, proxies, Certificates.SYSTEM);
        GuardedResolver names = new GuardedResolver(AddressGuardTest.names(addresses));
        HttpClientBuilder builder = HttpClientBuilder.create();
        try (AttemptDeadline deadline = new AttemptDeadline();
                ProviderClient client = new ProviderClient(settings, deadline, names)) {
            client.configureHttpClient(builder);
            try (CloseableHttpClient http = builder.build()) {
                String address = "http://" + host + ":" + target.port() + "/x";
                return http.execute(new HttpPost(address), answer -> answer.getCode());
            }
        }
    }

    @Test
    void aNameThatLeadsToAMetadataServiceIsNotCalled() {
        assertThatThrownBy(() -> post("inside.example", Proxies.NONE, "169.254.169.254"))
                .isInstanceOf(AddressRefusedException.class)
                .hasMessageContaining("inside.example")
                .hasMessageNotContaining("169.254");
    }

    @Test
    void onlyTheAddressesThatMayBeCalledAreCalled() throws IOException {
        assertThat(post("both.example", Proxies.NONE, "169.254.169.254", "127.0.0.1"))
                .isEqualTo(200);
        assertThat(target.getAllServeEvents()).hasSize(1);
    }

    @Test
    void aHostInNoProxyIsCalledDirectly() throws IOException {
        assertThat(post("hooks.corp", own("example,.corp"), "127.0.0.1")).isEqualTo(200);
        assertThat(proxy.getAllServeEvents()).isEmpty();
        assertThat(post("hooks.corp", own("example"), "127.0.0.1")).isEqualTo(203);
        assertThat(proxy.getAllServeEvents()).hasSize(1);
    }

    @Test
    void aProxyIsForTargetsOfItsScheme() throws IOException {
        Proxy other = Proxy.parse("http://127.0.0.1:" + proxy.port());
        NoProxy none = NoProxy.parse("");
        assertThat(post("hooks.corp", new Proxies(Optional.empty(), Optional.of(other), none), "127.0.0.1"))
                .isEqualTo(200);
        assertThat(post("hooks.corp", new Proxies(Optional.of(other), Optional.empty(), none), "127.0.0.1"))
                .isEqualTo(203);
    }
}
