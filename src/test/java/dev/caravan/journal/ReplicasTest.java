package dev.caravan.journal;

import static dev.caravan.journal.Events.DAY;
import static dev.caravan.journal.Events.append;
import static dev.caravan.journal.Events.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.caravan.Postgres;
import dev.caravan.StandingClock;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two on one journal, in one process: the database cannot tell. */
@ExtendWith(Postgres.Needed.class)
final class ReplicasTest {
    private static final Duration SOON = Duration.ofMinutes(1);

    private final JournalSettings settings = Servers.settings(Servers.newSchema());
    private final Journal one = open();
    private final Journal two = open();

    private Journal open() {
        return Journal.open(settings, Clock.systemUTC());
    }

    @AfterEach
    void close() {
        one.close();
        two.close();
    }

    private static Entry take(Lane lane) throws InterruptedException {
        return Objects.requireNonNull(lane.take(SOON), "nothing to take");
    }

    @Test
    void lanesAreSharedEquallyAndSwitchAtOnceWhenOneStops() {
        List<Lane> mine = new ArrayList<>();
        List<Lane> other = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            mine.add(one.openLane("lane" + i));
            other.add(two.openLane("lane" + i));
        }
        await().atMost(SOON).until(() -> ours(mine) == 5 && ours(other) == 5);
        for (int i = 0; i < 10; i++) {
            assertThat(mine.get(i).isOurs()).isNotEqualTo(other.get(i).isOurs());
        }
        await().atMost(SOON)
                .until(() -> mine.stream()
                        .map(Lane::name)
                        .allMatch(lane -> one.owner(lane) != null
                                && Objects.requireNonNull(one.owner(lane)).equals(two.owner(lane))));
        long start = System.nanoTime();
        two.close();
        await().atMost(SOON).until(() -> ours(mine) == 10);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
    }

    private static long ours(List<Lane> lanes) {
        return lanes.stream().filter(Lane::isOurs).count();
    }

    @Test
    void theSameDeliveryToBothIsAppendedOnce() {
        List<CompletableFuture<Receipt>> receipts = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            Journal journal = i % 2 == 0 ? one : two;
            receipts.add(journal.append(List.of(event("e" + i)), "acr:" + i / 4, DAY));
        }
        long originals =
                receipts.stream().filter(receipt -> !receipt.join().duplicate()).count();
        assertThat(originals).isEqualTo(50);
        assertThat(one.counts().events()).isEqualTo(50);
    }

    @Test
    void whatBothAppendIsOneSequenceWithoutGapsAndNothingIsPassedOver() throws Exception {
        Lane lane = one.openLane("team");
        Set<String> sent = new HashSet<>();
        List<CompletableFuture<Void>> writers = new ArrayList<>();
        for (int w = 0; w < 6; w++) {
            String prefix = "w" + w + "-";
            Journal journal = w % 2 == 0 ? one : two;
            for (int i = 0; i < 100; i++) {
                sent.add(prefix + i);
            }
            writers.add(CompletableFuture.runAsync(() -> {
                for (int i = 0; i < 100; i++) {
                    append(journal, prefix + i);
                }
            }));
        }
        Set<String> got = new HashSet<>();
        for (long seq = 1; seq <= sent.size(); seq++) {
            Entry entry = take(lane);
            assertThat(entry.seq()).isEqualTo(seq);
            got.add(entry.id());
            var unused = lane.complete(entry);
        }
        writers.forEach(CompletableFuture::join);
        assertThat(got).isEqualTo(sent);
    }

    @Test
    void whoTakesOverGoesOnWhereTheOtherStopped() throws Exception {
        Lane first = one.openLane("team");
        Lane second = two.openLane("team");
        append(two, 4);
        Entry e1 = take(first);
        Entry e2 = take(first);
        Entry e3 = take(first);
        first.complete(e1).join();
        first.complete(e3).join();
        assertThat(second.take(Duration.ZERO)).isNull();
        await().until(() -> two.lag("team").events() == 2);
        one.close();
        assertThat(take(second).id()).isEqualTo(e2.id());
        assertThat(take(second).id()).isEqualTo("e4");
    }

    @Test
    void aMarkOfWhoLostTheLaneChangesNothing() throws Exception {
        two.openLane("only two has it");
        Lane first = one.openLane("team");
        Lane second = two.openLane("team");
        one.openLane("only one has it");
        await().atMost(SOON).until(() -> two.owner("only two has it") != null && first.isOurs());
        append(one, 2);
        Entry e1 = take(first);
        // as if the first had stood still beyond its time
        sql("UPDATE " + schema() + ".lane SET owner = '" + two.owner("only two has it") + "' WHERE name = 'team'");
        first.complete(e1).join();
        assertThat(position()).isZero();
        await().atMost(SOON).until(() -> second.isOurs() && !first.isOurs());
        assertThat(first.take(Duration.ZERO)).isNull();
        assertThat(take(second).id()).isEqualTo("e1");
    }

    private static void sql(String sql) throws Exception {
        Postgres.shared().query("caravan", sql);
    }

    private String schema() {
        return settings.url().replaceFirst(".*currentSchema=", "");
    }

    private long position() throws Exception {
        return Postgres.shared().query("caravan", "SELECT position FROM " + schema() + ".lane WHERE name = 'team'");
    }

    @Test
    void aDeadLetterIsReplayedByWhoeverIsAsked() throws Exception {
        Lane first = one.openLane("team");
        two.openLane("team");
        two.bury(Events.deadLetter("d1", "e1", "team", new StandingClock())).join();
        assertThat(one.deadLetters(10, "team", null)).hasSize(1);
        assertThat(two.replay("d1").join()).isTrue();
        assertThat(take(first).id()).isEqualTo("e1");
    }

    @Test
    void aTextThatPostgresHasNoPlaceForIsKeptAllTheSame() {
        DeadLetter letter = Events.deadLetter("d1", "e1", "team", new StandingClock());
        DeadLetter odd = new DeadLetter(
                "d2",
                letter.kind(),
                "e1",
                "acr",
                "team",
                "rejected",
                500,
                "a\0b\ud800",
                1,
                letter.acceptedAt(),
                letter.deadAt(),
                "{}");
        assertThat(one.bury(odd).join()).isTrue();
        assertThat(two.deadLetter("d2").orElseThrow().answer()).startsWith("a\ufffdb");
        one.append(List.of(event("e\0")), "key\0", DAY).join();
        assertThat(two.append(List.of(event("e2")), "key\0", DAY).join().duplicate())
                .isTrue();
    }
}
