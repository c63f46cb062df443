package dev.caravan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A rate is what its receiver counts, however long requests are on their way. */
final class RateTest {
    private static final Duration SLOW = Duration.ofMillis(300);

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private HttpServer service;

    /** When requests came, by {@link System#nanoTime()}. */
    private final List<Long> arrivals = new CopyOnWriteArrayList<>();

    @BeforeEach
    void serve() throws IOException {
        service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
        service.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            if (arrivals.isEmpty()) {
                LockSupport.parkNanos(SLOW.toNanos()); // the way there takes its time, and the next one does not
            }
            arrivals.add(System.nanoTime());
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        service.start();
    }

    @AfterEach
    void end() {
        service.stop(0);
    }

    private Map<String, String> provider(String rate) {
        return Map.of(
                "provider.team.type",
                "generic",
                "provider.team.address",
                "http://127.0.0.1:" + service.getAddress().getPort(),
                "provider.team.rate",
                rate);
    }

    @Test
    void noSecondSeesMoreThanTheRateAllows() throws Exception {
        try (RunningGateway gateway = RunningGateway.start(folder, provider("2/s"))) {
            for (int number = 0; number < 5; number++) {
                gateway.append(Samples.event("acr-push"));
            }
            await().until(() -> arrivals.size() == 5);
        }
        for (int number = 2; number < arrivals.size(); number++) {
            assertThat(Duration.ofNanos(arrivals.get(number) - arrivals.get(number - 2)))
                    .isGreaterThanOrEqualTo(Duration.ofSeconds(1));
        }
    }

    @Test
    void anEditOfTheRateEndsTheWaitForIt() throws Exception {
        try (EditedGateway gateway = EditedGateway.start(folder, provider("1/d"))) {
            assertThat(gateway.post("one")).isEqualTo(202);
            await().until(() -> arrivals.size() == 1);
            assertThat(gateway.post("two")).isEqualTo(202);

            gateway.replace("application.properties", "rate=1/d", "rate=1/s");

            await().until(() -> arrivals.size() == 2);
        }
    }

    @Test
    void anEditOfSomethingElseDoesNotBeginTheRateAnew() throws Exception {
        try (EditedGateway gateway = EditedGateway.start(folder, provider("1/d"))) {
            assertThat(gateway.post("one")).isEqualTo(202);
            await().until(() -> arrivals.size() == 1);
            String version = gateway.version();

            gateway.append("application.properties", "provider.team.timeout=10s\n");
            gateway.awaitOther(version);

            assertThat(gateway.post("two")).isEqualTo(202);
            await().during(Duration.ofSeconds(1)).until(() -> arrivals.size() == 1);
        }
    }
}
