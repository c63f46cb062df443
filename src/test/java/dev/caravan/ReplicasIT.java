package dev.caravan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Two processes on one PostgreSQL, under load: killed, stopped, standing still, and without their database for a while. */
@ExtendWith(Postgres.Needed.class)
final class ReplicasIT {
    private static final int RATE = 40;
    private static final List<String> LANES = List.of("slow", "failing");
    private static final Duration TAKE_OVER = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern MARKER = Pattern.compile(":m-(\\d+)");

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    /** A process with its ports. */
    private record Replica(CaravanProcess process, int port, int management) implements AutoCloseable {
        boolean owns(String lane) throws Exception {
            return get("/observe/metrics").body().contains("lane_owned{provider=\"" + lane + "\"} 1");
        }

        int ready() throws Exception {
            return get("/observe/health/ready").statusCode();
        }

        private HttpResponse<String> get(String path) throws Exception {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + management + path))
                    .version(HttpClient.Version.HTTP_1_1)
                    .timeout(Duration.ofSeconds(5))
                    .build();
            return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        }

        @Override
        public void close() {
            process.close();
        }
    }

    private Replica replica(String name, Postgres postgres, FakeSlack slack) throws Exception {
        Path home = Files.createDirectories(folder.resolve(name));
        int port = RunningGateway.freePort();
        int management = RunningGateway.freePort();
        Files.writeString(home.resolve("application.properties"), """
                camel.server.port=%d
                camel.management.port=%d
                journal.url=%s
                journal.username=%s
                journal.password=%s
                delivery.first-delay=20
                provider.slow.type=slack
                provider.slow.rate=0
                provider.slow.address=%s/%s
                provider.failing.type=slack
                provider.failing.rate=0
                provider.failing.address=%s/%s
                """.formatted(
                        port,
                        management,
                        postgres.url("caravan"),
                        Postgres.USER,
                        Postgres.PASSWORD,
                        slack.address("slow"),
                        Variant.CANARY,
                        slack.address("failing"),
                        Variant.CANARY));
        return new Replica(new CaravanProcess(home, port), port, management);
    }

    @Test
    void nothingIsLostWhateverHappensToReplicasAndDatabase() throws Exception {
        try (Postgres postgres = Postgres.start();
                FakeSlack slack = new FakeSlack();
                Replica one = replica("one", postgres, slack);
                Replica two = replica("two", postgres, slack);
                LoadGenerator first = new LoadGenerator(one.port(), RATE);
                LoadGenerator second = new LoadGenerator(two.port(), RATE, 1_000_000)) {
            slack.recover();
            one.process().start();
            two.process().start();
            awaitShared(one, two);
            first.start();
            second.start();
            awaitAccepted(first, second);

            one.process().kill();
            Duration killed = takenOver(two);
            one.process().start();
            awaitShared(one, two);
            awaitAccepted(first, second);

            two.process().stop(Duration.ofSeconds(25));
            Duration stopped = takenOver(one);
            two.process().start();
            awaitShared(one, two);

            one.process().signal("STOP");
            Duration stood = takenOver(two);
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(4)); // well beyond its lease
            one.process().signal("CONT");
            awaitShared(one, two);
            awaitAccepted(first, second);

            postgres.crash();
            await().atMost(PATIENCE).until(() -> one.ready() == 503 && two.ready() == 503);
            assertThat(slackIsQuiet(slack)).isTrue();
            postgres.resume();
            await().atMost(PATIENCE).until(() -> one.ready() == 200 && two.ready() == 200);
            awaitAccepted(first, second);

            first.end();
            second.end();
            await().atMost(PATIENCE).until(() -> first.everythingAnswered() && second.everythingAnswered());
            await().atMost(PATIENCE)
                    .until(() -> missing(postgres, slack, first, second).isEmpty());
            System.out.printf(
                    "two replicas: accepted %d, missing 0, sent twice %d; taken over in %d ms after a kill, %d ms after a stop, %d ms from one that stood still%n",
                    first.accepted().size() + second.accepted().size(),
                    LANES.stream()
                            .mapToLong(lane -> repeated(slack.taken(lane)))
                            .sum(),
                    killed.toMillis(),
                    stopped.toMillis(),
                    stood.toMillis());
            assertThat(killed).isLessThan(TAKE_OVER);
            assertThat(stood).isLessThan(TAKE_OVER);
            for (String lane :
                    LANES) { // what was in flight at each of the four faults, of which two concern both lanes
                assertThat(repeated(slack.taken(lane)))
                        .as("sent twice by " + lane)
                        .isLessThanOrEqualTo(6);
            }
            for (String name : List.of("one", "two")) {
                assertThat(Files.readString(CaravanProcess.output(folder.resolve(name))))
                        .doesNotContain(Variant.CANARY);
            }
        }
    }

    private static Duration takenOver(Replica by) {
        long start = System.nanoTime();
        await().atMost(PATIENCE).until(() -> by.owns("slow") && by.owns("failing"));
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** Two lanes, so one for each. */
    private static void awaitShared(Replica one, Replica two) {
        await().atMost(PATIENCE)
                .until(() -> one.owns("slow") != one.owns("failing") && two.owns("slow") != two.owns("failing"));
    }

    private static void awaitAccepted(LoadGenerator first, LoadGenerator second) {
        int one = first.accepted().size();
        int two = second.accepted().size();
        await().atMost(PATIENCE)
                .until(() -> first.accepted().size() > one + RATE
                        && second.accepted().size() > two + RATE);
    }

    /** Nobody can prove a lease to a database that is gone. */
    private static boolean slackIsQuiet(FakeSlack slack) {
        return await().atMost(Duration.ofMinutes(1))
                .until(
                        () -> {
                            int before = slack.taken("slow").size();
                            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
                            return slack.taken("slow").size() == before;
                        },
                        quiet -> quiet);
    }

    private static Set<String> missing(Postgres postgres, FakeSlack slack, LoadGenerator... loads) throws SQLException {
        Set<String> missing = new TreeSet<>();
        for (String lane : LANES) {
            Set<Long> settled = new HashSet<>(slack.taken(lane).keySet());
            settled.addAll(dead(postgres, lane));
            for (LoadGenerator load : loads) {
                load.accepted().stream()
                        .filter(marker -> !settled.contains(marker))
                        .forEach(marker -> missing.add(lane + " " + marker));
            }
        }
        return missing;
    }

    private static Set<Long> dead(Postgres postgres, String lane) throws SQLException {
        Set<Long> markers = new HashSet<>();
        try (Connection connection = postgres.connect("caravan");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT body FROM caravan.dead_letter WHERE provider = '" + lane + "'")) {
            while (rows.next()) {
                Matcher marker = MARKER.matcher(rows.getString(1));
                if (marker.find()) {
                    markers.add(Long.valueOf(marker.group(1)));
                }
            }
        }
        return markers;
    }

    private static long repeated(Map<Long, Integer> taken) {
        return taken.values().stream().mapToLong(times -> times - 1).sum();
    }
}
