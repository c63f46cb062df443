package dev.caravan;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/** Takes whatever is sent, in order; a path that begins with {@code /slow} takes its time. */
final class Receiver implements AutoCloseable {
    static final Duration SLOWNESS = Duration.ofSeconds(2);

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> begun = new CopyOnWriteArrayList<>();
    private final List<String> taken = new CopyOnWriteArrayList<>();

    Receiver() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 256);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            String path = exchange.getRequestURI().getPath();
            String body = path + " " + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            begun.add(body);
            if (path.startsWith("/slow")) {
                LockSupport.parkNanos(SLOWNESS.toNanos());
            }
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
            taken.add(body);
        });
        server.start();
    }

    String address(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/" + path;
    }

    /** What came in, answered or not: path and body. */
    List<String> begun() {
        return begun;
    }

    /** What came in and was answered. */
    List<String> taken() {
        return taken;
    }

    long count(String... words) {
        return taken.stream()
                .filter(body -> List.of(words).stream().allMatch(body::contains))
                .count();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
