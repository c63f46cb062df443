package dev.caravan.journal;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Measures appends, and appends that one lane reads and completes, at several numbers of callers in flight.
 *
 * <p>Arguments: folder, seconds per round, {@code append|lane}, payload characters, callers in flight (one or more).
 */
final class JournalBenchmark {
    private final Journal journal;
    private final Duration round;
    private final String filler;
    private final AtomicLong ids = new AtomicLong();
    private final AtomicLong commits = new AtomicLong();

    private JournalBenchmark(Journal journal, Duration round, int size) {
        this.journal = journal;
        this.round = round;
        this.filler = "x".repeat(size);
        journal.onCommit((duration, commands) -> commits.incrementAndGet());
    }

    public static void main(String[] args) throws Exception {
        String url = "jdbc:sqlite:" + Path.of(args[0], "bench-" + System.nanoTime() + ".db");
        try (Journal journal = Journal.open(JournalSettings.at(url), Clock.systemUTC())) {
            JournalBenchmark benchmark = new JournalBenchmark(
                    journal, Duration.ofSeconds(Long.parseLong(args[1])), Integer.parseInt(args[3]));
            if (args[2].equals("lane")) {
                benchmark.startLane();
            }
            for (int warmUp = 0; warmUp < 2; warmUp++) {
                benchmark.run(16, false);
            }
            for (String callers : Arrays.copyOfRange(args, 4, args.length)) {
                benchmark.run(Integer.parseInt(callers), true);
            }
        }
    }

    private void startLane() {
        Lane lane = journal.openLane("bench");
        for (int i = 0; i < 16; i++) {
            Thread thread = new Thread(() -> read(lane), "lane-" + i);
            thread.setDaemon(true);
            thread.start();
        }
    }

    private static void read(Lane lane) {
        try {
            while (true) {
                lane.complete(Objects.requireNonNull(lane.take(Duration.ofDays(1))))
                        .get();
            }
        } catch (Exception e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Callers like those behind an event loop: the next append follows from the completion of the last. */
    private void run(int callers, boolean print) throws Exception {
        long end = System.nanoTime() + round.toNanos();
        CountDownLatch over = new CountDownLatch(callers);
        AtomicLong done = new AtomicLong();
        long cpu = cpu();
        long before = commits.get();
        for (int i = 0; i < callers; i++) {
            next(end, over, done);
        }
        over.await();
        long appends = done.get();
        if (print) {
            System.out.printf(
                    "callers %3d: %6d appends/s, %5.1f us CPU each, %5.1f appends per commit%n",
                    callers,
                    appends / round.toSeconds(),
                    (cpu() - cpu) / 1e3 / appends,
                    (double) appends / (commits.get() - before));
        }
    }

    private void next(long end, CountDownLatch over, AtomicLong done) {
        if (System.nanoTime() > end) {
            over.countDown();
            return;
        }
        long id = ids.incrementAndGet();
        var unused = journal.append(List.of(event(id)), "acr:" + Long.toHexString(id * 0x9E3779B97F4A7C15L), Events.DAY)
                .thenRun(() -> {
                    done.incrementAndGet();
                    next(end, over, done);
                });
    }

    private Map<String, Object> event(long id) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("id", "01J" + (1_000_000_000_000L + id));
        event.put("source", "acr");
        event.put("severity", "info");
        event.put("reason", "ImagePushed");
        event.put("timestamp", "2020-10-14T00:15:02.82330594Z");
        event.put("message", "Pushed image startkubernetes/sk-web:1 (2020-10-14T00:15:02.82330594Z)");
        event.put("involvedObject", Map.of("kind", "ContainerImage", "namespace", "myregistry.azurecr.io"));
        event.put("metadata", Map.of("repository", "startkubernetes/sk-web", "tag", "1", "filler", filler));
        return event;
    }

    private static long cpu() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }
}
