package dev.caravan.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A service on loopback that takes its time, and notes which events it began and which it answered. */
final class SlowProvider implements AutoCloseable {
    private static final Pattern TAG = Pattern.compile("sk/web:(\\d+)");

    final Queue<String> begun = new ConcurrentLinkedQueue<>();
    final Queue<String> answered = new ConcurrentLinkedQueue<>();
    volatile Duration time = Duration.ZERO;
    volatile int status = 200;
    private final HttpServer server;

    SlowProvider() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", this::answer);
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/s3cr3t-canary";
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Matcher tag = TAG.matcher(body);
        String event = tag.find() ? tag.group(1) : body;
        begun.add(event);
        try {
            // a latch nobody opens is how this service takes its time
            if (!time.isZero() && new CountDownLatch(1).await(time.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
        if (status == 200) {
            answered.add(event);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
