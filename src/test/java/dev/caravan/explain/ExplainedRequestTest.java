package dev.caravan.explain;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import dev.caravan.FreePort;
import dev.caravan.Gateway;
import dev.caravan.configuration.Configuration;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Holds what is explained against what a server really gets from the running gateway. */
class ExplainedRequestTest {
    private final WireMockServer server = new WireMockServer(options().dynamicPort());

    @TempDir
    private Path directory;

    @BeforeEach
    void start() {
        server.start();
        server.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(200).withBody("ok")));
        server.stubFor(any(urlPathEqualTo("/api/chat.postMessage")).willReturn(okJson("{\"ok\":true}")));
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    @Test
    void slackTextByWebhookIsWhatArrives() throws Exception {
        compare("provider.team.type=slack\n" + address("/services/T0/B0/x"));
    }

    @Test
    void slackTextWithChannelAndNameIsWhatArrives() throws Exception {
        compare("provider.team.type=slack\nprovider.team.channel=general\nprovider.team.username=registry\n"
                + address("/services/T0/B0/x"));
    }

    @Test
    void slackAttachmentsAreWhatArrives() throws Exception {
        compare("provider.team.type=slack\nprovider.team.format=attachments\n" + address("/services/T0/B0/x"));
    }

    @Test
    void slackByTokenAtAnAddressIsWhatArrives() throws Exception {
        compare("provider.team.type=slack\nprovider.team.token=xoxb-1\nprovider.team.channel=general\n"
                + address("/api/chat.postMessage"));
    }

    @Test
    void genericIsWhatArrives() throws Exception {
        compare("provider.team.type=generic\n" + address("/hook?key=a%20b"));
    }

    @Test
    void genericWithHeadersIsWhatArrives() throws Exception {
        compare(
                "provider.team.type=generic\nprovider.team.headers={X-Version: 1.10, content-type: application/x+json}\n"
                        + address("/hook"));
    }

    @Test
    void aSignedEventIsWhatArrives() throws Exception {
        compare("provider.team.type=generic-hmac\nprovider.team.token=key\n" + address("/hook"));
    }

    @Test
    void telegramIsWhatArrives() throws Exception {
        compare("provider.team.type=telegram\nprovider.team.token=110201543:AAH\nprovider.team.channel=-100123:42\n"
                + address("/"));
    }

    @Test
    void slackThroughTheHttpComponentIsWhatArrives() throws Exception {
        compare("provider.team.type=slack\nprovider.team.channel=general\nprovider.team.proxy=http://localhost:"
                + server.port() + "\n" + address("/services/T0/B0/x"));
    }

    private String address(String path) {
        return "provider.team.address=http://localhost:" + server.port() + path + "\n";
    }

    private void compare(String provider) throws Exception {
        Configuration configuration = Workplace.withProjectRoutes(directory)
                .properties(
                        provider + "camel.server.port=" + freePort() + "\ncamel.management.port=" + freePort() + "\n")
                .configuration();
        Map<String, Object> event = explained(configuration);
        Sent sent;
        try (Explainer explainer = Explainer.open(configuration, Workplace.ROUTES)) {
            sent = explainer.requests(event).get(0);
        }
        same(sent, received(configuration));
    }

    private static Map<String, Object> explained(Configuration configuration) throws Exception {
        try (Explainer explainer = Explainer.open(configuration, Workplace.ROUTES)) {
            return explainer.explain(Payloads.PUSH, Map.of(), null).events().get(0);
        }
    }

    private LoggedRequest received(Configuration configuration) throws Exception {
        try (Gateway gateway = Gateway.start(configuration, Workplace.ROUTES)) {
            assertThat(gateway.server()).isNotNull();
            post(configuration.door().port());
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> !server.getAllServeEvents().isEmpty());
        }
        return server.getAllServeEvents().get(0).getRequest();
    }

    private static void post(int port) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/webhook"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(Payloads.PUSH))
                .build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(202);
    }

    private static void same(Sent sent, LoggedRequest received) throws Exception {
        assertThat(sent.method()).isEqualTo(received.getMethod().getName());
        assertThat(sent.url()).isEqualTo(received.getAbsoluteUrl());
        // Jetty writes a charset's name its own way
        sent.headers()
                .forEach((name, value) -> assertThat(received.getHeader(name)).isEqualToIgnoringCase(value));
        assertThat(sent.headers()).containsKey("Content-Type");
        assertThat(received.getHeaders().keys()).isSubsetOf(expectedHeaders(sent));
        if (received.getHeader("Content-Type").contains("form")) {
            assertThat(sent.body()).isEqualTo(form(received.getBodyAsString()));
        } else {
            assertThatJson(received.getBodyAsString()).isEqualTo(sent.body());
        }
    }

    /** Beside what is explained only what every HTTP client adds. */
    private static List<String> expectedHeaders(Sent sent) {
        List<String> transport = List.of(
                "Accept-Encoding",
                "Connection",
                "Content-Length",
                "Host",
                "Transfer-Encoding",
                "User-Agent",
                "Upgrade");
        return Stream.concat(transport.stream(), sent.headers().keySet().stream())
                .toList();
    }

    private static Map<String, String> form(String text) {
        return Stream.of(text.split("&", -1))
                .map(field -> field.split("=", 2))
                .collect(Collectors.toMap(
                        parts -> parts[0], parts -> URLDecoder.decode(parts[1], StandardCharsets.UTF_8)));
    }

    private static int freePort() throws Exception {
        return FreePort.any();
    }
}
