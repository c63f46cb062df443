package dev.caravan.docs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FirstRunTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "docs/sources/flux.md"})
    void theCurlShowsTheMessageThatThePageShows(String page) throws Exception {
        try (Started gateway = Started.in(folder, Map.of())) {
            String answer = gateway.shell(command(page));

            assertThat(answer).contains("\"status\":\"accepted\"");
            await().atMost(Duration.ofMinutes(1))
                    .untilAsserted(() -> assertThat(gateway.output()).contains(shown(page)));
            assertThat(gateway.shell(command(page))).contains("\"status\":\"duplicate\"");
        }
    }

    @Test
    void withTheSlackVariableTheMessageIsPosted() throws Exception {
        Queue<String> received = new ConcurrentLinkedQueue<>();
        HttpServer slack = slack(received);
        String url = "http://127.0.0.1:" + slack.getAddress().getPort() + "/services/T0/B0/x";
        try (Started gateway = Started.in(folder, Map.of("SLACK_WEBHOOK_URL", url))) {
            gateway.shell(command("README.md"));

            await().atMost(Duration.ofMinutes(1)).until(() -> !received.isEmpty());
            assertThat(List.copyOf(received)).containsExactly(shown("README.md").substring("console: ".length()));
            assertThat(gateway.output()).doesNotContain("/services/T0");
        } finally {
            slack.stop(0);
        }
    }

    private static HttpServer slack(Queue<String> received) throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            received.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            byte[] ok = "ok".getBytes(UTF_8);
            exchange.sendResponseHeaders(200, ok.length);
            exchange.getResponseBody().write(ok);
            exchange.close();
        });
        server.start();
        return server;
    }

    private static String command(String page) {
        return block(page, "(?s)```sh\\n(curl -s http://127\\.0\\.0\\.1:8080/.*?)```");
    }

    private static String shown(String page) {
        return block(page, "(?m)^(console: .*)$");
    }

    private static String block(String page, String regex) {
        return Documents.found(regex, Documents.read(page)).iterator().next();
    }
}
