package dev.caravan.client;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import dev.caravan.provider.Proxies;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A name that is harmless when it is checked must not be a metadata service when it is connected to: one lookup serves both. */
class RebindingTest {
    private static final String HARMLESS = "127.0.0.1";
    private static final String METADATA = "169.254.169.254";

    private final WireMockServer target =
            new WireMockServer(options().bindAddress(HARMLESS).dynamicPort());

    @BeforeEach
    void start() {
        target.start();
        target.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(200).withBody("ok")));
    }

    @AfterEach
    void stop() {
        target.stop();
    }

    private String address() {
        return "http://rebound.example:" + target.port() + "/x";
    }

    @Test
    void theAddressThatWasCheckedIsConnectedTo() throws Exception {
        Rebinding names = new Rebinding();
        HttpClientBuilder builder = HttpClientBuilder.create();
        ClientSettings settings = new ClientSettings(Duration.ofSeconds(10), 1, Proxies.NONE, Certificates.SYSTEM);
        try (AttemptDeadline deadline = new AttemptDeadline();
                ProviderClient client = new ProviderClient(settings, deadline, new GuardedResolver(names))) {
            client.configureHttpClient(builder);
            try (CloseableHttpClient http = builder.build()) {
                assertThat(post(http)).isEqualTo(200);
                assertThat(post(http)).as("by the connection that is there").isEqualTo(200);
                assertThat(names.asked).hasValue(1);
                // a target that ends its connections is looked up again
                assertThat(post(http, "close")).isEqualTo(200);
                assertThatThrownBy(() -> post(http)).isInstanceOf(AddressRefusedException.class);
            }
        }
        assertThat(target.getAllServeEvents()).hasSize(3);
    }

    private int post(CloseableHttpClient http) throws IOException {
        return post(http, "keep-alive");
    }

    private int post(CloseableHttpClient http, String connection) throws IOException {
        HttpPost post = new HttpPost(address());
        post.setHeader("Connection", connection);
        return http.execute(post, answer -> {
            EntityUtils.consume(answer.getEntity());
            return answer.getCode();
        });
    }

    @Test
    void slacksClientConnectsToTheCheckedAddressToo() throws Exception {
        Rebinding names = new Rebinding();
        GuardedResolver guarded = new GuardedResolver(names);
        SlackClients clients = new SlackClients(host -> List.of(guarded.resolve(host)));
        assertThat(clients.open(Duration.ofSeconds(10), true)
                        .postJsonBody(address(), Map.of())
                        .code())
                .isEqualTo(200);
        assertThat(names.asked).hasValue(1);
        // a client of its own has no connection yet
        assertThatThrownBy(() -> clients.open(Duration.ofSeconds(10), true).postJsonBody(address(), Map.of()))
                .isInstanceOf(AddressRefusedException.class);
        assertThat(target.getAllServeEvents()).hasSize(1);
    }

    /** Answers the first time what may be called, and ever after what may not. */
    private static final class Rebinding implements DnsResolver {
        private final AtomicInteger asked = new AtomicInteger();

        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            return new InetAddress[] {InetAddress.getByName(asked.incrementAndGet() == 1 ? HARMLESS : METADATA)};
        }

        @Override
        public String resolveCanonicalHostname(String host) {
            return host;
        }
    }
}
