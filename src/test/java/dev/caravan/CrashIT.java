package dev.caravan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The promise: what was answered with 202 is delivered or in the dead letters, however often the process is killed. Two kills here;
 * the whole proof is {@code mvn verify -Dit.test=CrashIT -Dcaravan.kills=20 -Dcaravan.rate=500}.
 */
final class CrashIT {
    private static final int KILLS = Integer.getInteger("caravan.kills", 2);
    private static final int RATE = Integer.getInteger("caravan.rate", 200);
    private static final List<String> LANES = List.of("slow", "failing");
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration STANDSTILL = Duration.ofSeconds(30);
    private static final Duration GRACE = Duration.ofSeconds(25);
    private static final Pattern MARKER = Pattern.compile(":m-(\\d+)");

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    @Test
    void whatWasAcceptedSurvivesKillsUnderLoad() throws Exception {
        int port = RunningGateway.freePort();
        try (FakeSlack slack = new FakeSlack();
                CaravanProcess process = new CaravanProcess(folder, port);
                LoadGenerator load = new LoadGenerator(port, RATE)) {
            configure(port, slack);
            process.start();
            load.start();
            for (int kill = 0; kill < KILLS; kill++) {
                awaitAccepted(load);
                process.kill();
                process.start();
            }
            awaitAccepted(load);
            load.end();
            await().atMost(PATIENCE).until(load::everythingAnswered);
            slack.recover();
            Duration drained = awaitDrained(load, slack);
            assertThat(process.stop(GRACE)).as("exit code after SIGTERM").isZero();
            report(load, slack, drained);
            check(load, slack);
        }
    }

    /** Until all is settled, or nothing more happens, which the check will tell. */
    private Duration awaitDrained(LoadGenerator load, FakeSlack slack) throws Exception {
        Instant start = Instant.now();
        Instant lastStep = start;
        int before = Integer.MAX_VALUE;
        for (int left = missing(load, slack).size();
                left > 0;
                left = missing(load, slack).size()) {
            lastStep = left < before ? Instant.now() : lastStep;
            before = left;
            if (Duration.between(lastStep, Instant.now()).compareTo(STANDSTILL) > 0) {
                break;
            }
        }
        return Duration.between(start, Instant.now());
    }

    private void configure(int port, FakeSlack slack) throws Exception {
        Files.writeString(folder.resolve("application.properties"), """
                camel.server.port=%d
                camel.management.port=%d
                delivery.first-delay=20
                provider.slow.type=slack
                provider.slow.rate=0
                provider.slow.address=%s/%s
                provider.failing.type=slack
                provider.failing.rate=0
                provider.failing.address=%s/%s
                """.formatted(
                        port,
                        RunningGateway.freePort(),
                        slack.address("slow"),
                        Variant.CANARY,
                        slack.address("failing"),
                        Variant.CANARY));
    }

    /** At a point in the load that is never the same. */
    private static void awaitAccepted(LoadGenerator load) {
        long before = load.accepted().size();
        int more = ThreadLocalRandom.current().nextInt(RATE, 2 * RATE);
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> load.accepted().size() > before + more);
    }

    private Set<String> missing(LoadGenerator load, FakeSlack slack) throws SQLException {
        Set<String> missing = new TreeSet<>();
        for (String lane : LANES) {
            Set<Long> settled = new HashSet<>(slack.taken(lane).keySet());
            settled.addAll(dead(lane));
            load.accepted().stream()
                    .filter(marker -> !settled.contains(marker))
                    .forEach(marker -> missing.add(lane + " " + marker));
        }
        return missing;
    }

    private Set<Long> dead(String lane) throws SQLException {
        Set<Long> markers = new HashSet<>();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("data/caravan.db"));
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("SELECT body FROM dead_letter WHERE provider = '" + lane + "'")) {
            while (rows.next()) {
                Matcher marker = MARKER.matcher(rows.getString(1));
                if (marker.find()) {
                    markers.add(Long.valueOf(marker.group(1)));
                }
            }
        }
        return markers;
    }

    private void check(LoadGenerator load, FakeSlack slack) throws Exception {
        assertThat(missing(load, slack))
                .as("accepted, but neither delivered nor dead")
                .isEmpty();
        for (String lane : LANES) {
            assertThat(repeated(slack.taken(lane)))
                    .as("sent twice by lane " + lane)
                    .isLessThanOrEqualTo(KILLS);
        }
        assertThat(Files.readString(CaravanProcess.output(folder))).doesNotContain(Variant.CANARY);
    }

    /** One sender per lane: what was in flight at a kill may come again, so one message per kill. */
    private static long repeated(Map<Long, Integer> taken) {
        return taken.values().stream().mapToLong(times -> times - 1).sum();
    }

    private void report(LoadGenerator load, FakeSlack slack, Duration drained) throws SQLException {
        System.out.printf(
                "%d kills at %d requests/s: sent %d, accepted %d, missing %d%n",
                KILLS,
                RATE,
                load.sent(),
                load.accepted().size(),
                missing(load, slack).size());
        for (String lane : LANES) {
            System.out.printf(
                    "lane %s: delivered %d, dead letters %d, sent twice %d%n",
                    lane, slack.taken(lane).size(), dead(lane).size(), repeated(slack.taken(lane)));
        }
        System.out.printf("backlog drained in %d ms%n", drained.toMillis());
    }
}
