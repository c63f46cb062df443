package dev.caravan;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Posts at a steady rate, whether or not it is answered, and notes which posts were accepted. Each carries a marker of its own,
 * and a post that failed is not repeated.
 */
final class LoadGenerator implements AutoCloseable {
    private static final int TICK_MILLIS = 10;

    private final URI webhook;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final Set<Long> accepted = ConcurrentHashMap.newKeySet();
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong answered = new AtomicLong();
    private volatile long start;
    private final int rate;
    private final long first;

    LoadGenerator(int port, int rate) {
        this(port, rate, 0);
    }

    /** With markers from {@code first} on, where another one posts as well. */
    LoadGenerator(int port, int rate, long first) {
        this.first = first;
        this.webhook = URI.create("http://127.0.0.1:" + port + "/webhook");
        this.rate = rate;
    }

    void start() {
        start = System.nanoTime();
        var unused = clock.scheduleAtFixedRate(this::catchUp, 0, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void catchUp() {
        long due = (System.nanoTime() - start) * rate / 1_000_000_000L;
        while (sent.get() < due) {
            post(first + sent.incrementAndGet());
        }
    }

    private void post(long marker) {
        var unused = client.sendAsync(request(marker), HttpResponse.BodyHandlers.ofString())
                .whenComplete((answer, failure) -> {
                    answered.incrementAndGet();
                    if (failure == null
                            && answer.statusCode() == 202
                            && answer.body().contains("\"accepted\"")) {
                        accepted.add(marker);
                    }
                });
    }

    private HttpRequest request(long marker) {
        String body = """
                {"id":"load-%1$d","timestamp":"2020-10-14T00:15:02.82330594Z","action":"push",
                 "target":{"repository":"load/app","tag":"m-%1$d"},"request":{"host":"myregistry.azurecr.io"}}""".formatted(marker);
        return HttpRequest.newBuilder(webhook)
                .header("Content-Type", "application/json")
                .timeout(Duration.ofSeconds(10))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    long sent() {
        return sent.get();
    }

    Set<Long> accepted() {
        return accepted;
    }

    boolean everythingAnswered() {
        return clock.isTerminated() && answered.get() == sent.get();
    }

    /** No more posts; what is under way is still noted. */
    void end() {
        clock.shutdown();
    }

    @Override
    public void close() {
        end();
    }
}
