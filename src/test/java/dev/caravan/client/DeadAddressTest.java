package dev.caravan.client;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.caravan.TestKeys;
import dev.caravan.provider.Proxies;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hosts with addresses that drop what they get, as a broken IPv6 does: who connects to one hears neither yes nor no. */
final class DeadAddressTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(3);
    private static final String LIVE = "127.0.0.1";

    private final List<AutoCloseable> opened = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable one : opened) {
            one.close();
        }
    }

    /** Nobody accepts, and the queue of who waits for that is full. */
    private void dead(String address, int port) throws IOException {
        InetSocketAddress there = new InetSocketAddress(address, port);
        ServerSocket full = new ServerSocket(port, 1, there.getAddress());
        opened.add(full);
        for (int at = 0; at < 10; at++) {
            Socket waiting = new Socket();
            opened.add(waiting);
            try {
                waiting.connect(there, 200);
            } catch (SocketTimeoutException e) {
                return;
            }
        }
        throw new IllegalStateException("this system never fills its queue");
    }

    private WireMockServer live() {
        WireMockServer server = new WireMockServer(options().bindAddress(LIVE).dynamicPort());
        server.start();
        opened.add(server::stop);
        server.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(200).withBody("ok")));
        return server;
    }

    private static int post(String url, DnsResolver names, Certificates certificates) throws IOException {
        ClientSettings settings = new ClientSettings(TIMEOUT, 1, Proxies.NONE, certificates);
        HttpClientBuilder builder = HttpClientBuilder.create().disableAutomaticRetries();
        try (AttemptDeadline deadline = new AttemptDeadline();
                ProviderClient client = new ProviderClient(settings, deadline, new GuardedResolver(names))) {
            client.configureHttpClient(builder);
            try (CloseableHttpClient http = builder.build()) {
                return http.execute(new HttpPost(url), answer -> answer.getCode());
            }
        }
    }

    @Test
    void theNextAddressHasTime() throws Exception {
        int port = live().port();
        dead("127.0.0.2", port);
        dead("127.0.0.3", port);

        DnsResolver names = AddressGuardTest.names("127.0.0.2", "127.0.0.3", LIVE);
        assertThat(post("http://two.example:" + port, names, Certificates.SYSTEM))
                .isEqualTo(200);
    }

    @Test
    void manyDeadAddressesTakeNoMoreThanTheAttempt() throws Exception {
        String[] addresses = {"127.0.0.2", "127.0.0.3", "127.0.0.4", "127.0.0.5", "127.0.0.6"};
        int port = live().port();
        for (String address : addresses) {
            dead(address, port);
        }
        ExecutorService lane = Executors.newSingleThreadExecutor();
        opened.add(lane::shutdownNow);

        long begun = System.nanoTime();
        Future<Integer> attempt = lane.submit(() -> {
            AttemptClock.begin(begun);
            return post("http://five.example:" + port, AddressGuardTest.names(addresses), Certificates.SYSTEM);
        });

        assertThatThrownBy(attempt::get).hasCauseInstanceOf(InterruptedIOException.class);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(TIMEOUT.plusMillis(700));
    }

    @Test
    void anAddressThatIsFoundTooLateIsATimeout() throws Exception {
        int port = live().port();
        DnsResolver prompt = AddressGuardTest.names(LIVE);
        DnsResolver late = new DnsResolver() {
            @Override
            public InetAddress[] resolve(String host) throws UnknownHostException {
                await().pollDelay(TIMEOUT.plusMillis(500)).until(() -> true);
                return prompt.resolve(host);
            }

            @Override
            public String resolveCanonicalHostname(String host) {
                return host;
            }
        };

        assertThatThrownBy(() -> post("http://late.example:" + port, late, Certificates.SYSTEM))
                .isInstanceOf(InterruptedIOException.class);
    }

    @Test
    void aHandshakeHasTheWholeTime(@TempDir Path folder) throws Exception {
        TestKeys keys = TestKeys.rsa(folder, "server");
        WireMockServer target = new WireMockServer(options()
                .bindAddress(LIVE)
                .dynamicPort()
                .dynamicHttpsPort()
                .keystorePath(keys.store().toString())
                .keystoreType("PKCS12")
                .keystorePassword(TestKeys.PASSWORD)
                .keyManagerPassword(TestKeys.PASSWORD));
        target.start();
        opened.add(target::stop);
        Certificates trusting = new Certificates(Optional.of(keys.certificate()), Optional.empty(), Optional.empty());
        try (ServerSocket slow = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            // the system takes the connection at once, and the server when it has the time
            Executor later = CompletableFuture.delayedExecutor(1500, TimeUnit.MILLISECONDS);
            CompletableFuture<Void> served = CompletableFuture.runAsync(() -> pass(slow, target.httpsPort()), later);
            String url = "https://localhost:" + slow.getLocalPort();
            assertThat(post(url, AddressGuardTest.names(LIVE), trusting)).isEqualTo(404);
            served.get();
        }
    }

    /** Hands the bytes of the next connection to another server, and its own back, until one of both has enough. */
    private static void pass(ServerSocket from, int port) {
        try (Socket client = from.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), port)) {
            CompletableFuture<Void> forth = CompletableFuture.runAsync(() -> copy(client, server));
            copy(server, client);
            forth.join();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copy(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.close();
        } catch (IOException e) {
            // the other one has closed both
        }
    }

    @Test
    void slacksNextAddressHasTime() throws Exception {
        int port = live().port();
        dead("127.0.0.2", port);
        List<InetAddress> addresses =
                List.of(AddressGuardTest.names("127.0.0.2", LIVE).resolve("two.example"));

        assertThat(new SlackClients(host -> addresses)
                        .open(TIMEOUT, true)
                        .postJsonBody("http://two.example:" + port, Map.of())
                        .code())
                .isEqualTo(200);
    }

    @Test
    void mailsNextAddressHasTime() throws Exception {
        GreenMail server = new GreenMail(new ServerSetup(0, LIVE, ServerSetup.PROTOCOL_SMTP));
        server.start();
        opened.add(server::stop);
        int port = server.getSmtp().getPort();
        dead("127.0.0.2", port);

        send("two.example", port, AddressGuardTest.names("127.0.0.2", LIVE));
        assertThat(server.getReceivedMessages()).hasSize(1);
    }

    @Test
    void mailTellsWhyNoAddressWasReached() throws Exception {
        int port = live().port();
        dead("127.0.0.2", port);

        assertThatThrownBy(() -> send("dead.example", port, AddressGuardTest.names("127.0.0.2")))
                .hasRootCauseInstanceOf(SocketTimeoutException.class);
        assertThatThrownBy(() -> send("nobody.example", port, AddressGuardTest.names("127.0.0.9")))
                .hasRootCauseInstanceOf(ConnectException.class);
        assertThatThrownBy(() -> send("inside.example", port, AddressGuardTest.names("169.254.169.254")))
                .hasRootCauseInstanceOf(AddressRefusedException.class);
    }

    private static void send(String host, int port, DnsResolver names) throws MessagingException {
        BoundedMail sender = new BoundedMail(names);
        sender.setHost(host);
        sender.setPort(port);
        sender.setTls("none");
        sender.setTimeout(TIMEOUT.toMillis());
        MimeMessage mail = new MimeMessage(sender.getSession());
        mail.setFrom("caravan@example.com");
        mail.setRecipients(RecipientType.TO, "ops@example.com");
        mail.setText("something happened");
        sender.send(mail);
    }
}
