package dev.caravan.journal;

import static dev.caravan.journal.Events.event;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BacklogTest {
    private static final int EVENTS = 100_000;

    private static Journal open(String file) {
        return Journal.open(JournalSettings.at("jdbc:sqlite:" + file).withMinFreeDisk(0), Clock.systemUTC());
    }

    @Test
    void aHundredThousandWaitingEventsAreReadInOrderByAProcessTooSmallToHoldThem(@TempDir Path folder)
            throws Exception {
        String file = folder.resolve("caravan.db").toString();
        try (Journal journal = open(file)) {
            journal.openLane("team");
            for (int first = 0; first < EVENTS; first += 1000) {
                journal.append(thousand(first), null, Duration.ZERO).join();
            }
        }
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "-Xmx40m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ReadAll.class.getName(),
                        file)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String output = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(output.strip()).isEqualTo("in order");
    }

    private static List<Map<String, Object>> thousand(int first) {
        String filler = "x".repeat(1000);
        List<Map<String, Object>> events = new ArrayList<>();
        for (int i = first; i < first + 1000; i++) {
            Map<String, Object> event = event("e" + i);
            event.put("filler", filler);
            events.add(event);
        }
        return events;
    }

    /** The child: its heap is a fraction of the backlog. */
    static final class ReadAll {
        private ReadAll() {}

        public static void main(String[] args) throws Exception {
            try (Journal journal = open(args[0])) {
                Lane lane = journal.openLane("team");
                boolean ordered = true;
                for (int i = 0; i < EVENTS; i++) {
                    Entry entry = Objects.requireNonNull(lane.take(Duration.ofMinutes(1)));
                    ordered &= entry.id().equals("e" + i);
                    var unused = lane.complete(entry);
                }
                System.out.print(ordered ? "in order" : "out of order");
            }
        }
    }
}
