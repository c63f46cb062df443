package dev.caravan;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Slack that is quick enough not to be what a load test measures, and notes each message by the marker in its text.
 *
 * <p>{@code /slow} takes its time; {@code /failing} answers every second request with 503, and some messages never but with 400.
 * Once {@link #recover recovered} both are neither.
 */
final class FakeSlack implements AutoCloseable {
    static final Duration SLOWNESS = Duration.ofMillis(100);

    private static final Pattern MARKER = Pattern.compile(":m-(\\d+)");
    private static final int REFUSED = 10;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<Long, Integer> slow = new ConcurrentHashMap<>();
    private final Map<Long, Integer> failing = new ConcurrentHashMap<>();
    private final AtomicLong attempts = new AtomicLong();
    private volatile boolean well;

    FakeSlack() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 256);
        server.setExecutor(threads);
        server.createContext("/slow", exchange -> {
            if (!well) {
                LockSupport.parkNanos(SLOWNESS.toNanos());
            }
            answer(exchange, 200, slow);
        });
        server.createContext("/failing", exchange -> answer(exchange, 0, failing));
        server.start();
    }

    String address(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/" + path;
    }

    /** How often each marker was taken, by lane. */
    Map<Long, Integer> taken(String lane) {
        return lane.equals("slow") ? slow : failing;
    }

    void recover() {
        well = true;
    }

    private void answer(HttpExchange exchange, int status, Map<Long, Integer> taken) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Matcher marker = MARKER.matcher(body);
        long number = marker.find() ? Long.parseLong(marker.group(1)) : -1;
        int answered = status == 0 ? failingStatus(number) : status;
        if (answered == 200) {
            taken.merge(number, 1, Integer::sum);
        }
        exchange.sendResponseHeaders(answered, -1);
        exchange.close();
    }

    private int failingStatus(long number) {
        if (number % REFUSED == 0) {
            return 400;
        }
        return !well && attempts.incrementAndGet() % 2 == 0 ? 503 : 200;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
