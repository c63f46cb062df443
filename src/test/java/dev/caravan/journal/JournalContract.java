package dev.caravan.journal;

import static dev.caravan.journal.Events.DAY;
import static dev.caravan.journal.Events.append;
import static dev.caravan.journal.Events.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.StandingClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every kind of journal does. */
abstract class JournalContract {
    private static final Duration SOON = Duration.ofMinutes(1);

    private final StandingClock clock = new StandingClock();
    private JournalSettings settings = JournalSettings.at("");

    @SuppressWarnings("NullAway.Init") // before each test
    private Journal journal;

    /** A journal of its own for each test. */
    abstract JournalSettings settings(Path folder);

    private void restart() {
        journal.close();
        journal = Journal.open(settings, clock);
    }

    @BeforeEach
    void openJournal(@TempDir Path folder) {
        settings = settings(folder);
        journal = Journal.open(settings, clock);
    }

    @AfterEach
    void close() {
        journal.close();
    }

    private static Entry take(Lane lane) throws InterruptedException {
        return Objects.requireNonNull(lane.take(SOON), "nothing to take");
    }

    @Test
    void aLaneGetsWhatWasAppendedInOrderAndGoesOnAfterARestart() throws Exception {
        Lane lane = journal.openLane("team");
        append(journal, 3);
        for (String id : List.of("e1", "e2")) {
            Entry entry = take(lane);
            assertThat(entry.id()).isEqualTo(id);
            assertThat(entry.acceptedAt()).isEqualTo(clock.instant());
            lane.complete(entry).join();
        }
        restart();
        Entry third = take(journal.openLane("team"));
        assertThat(third.id()).isEqualTo("e3");
        assertThat(third.event()).isEqualTo(event("e3"));
        assertThat(third.source()).isEqualTo("acr");
    }

    @Test
    void aNewLaneStartsAtTheEnd() throws Exception {
        append(journal, 3);
        Lane lane = journal.openLane("late");
        assertThat(lane.take(Duration.ZERO)).isNull();
        append(journal, "e4");
        assertThat(take(lane).id()).isEqualTo("e4");
    }

    @Test
    void whatWasNotCompletedComesAgainAfterARestart() throws Exception {
        Lane lane = journal.openLane("team");
        append(journal, 1);
        take(lane);
        restart();
        assertThat(take(journal.openLane("team")).id()).isEqualTo("e1");
    }

    @Test
    void whatWasFinishedAheadOfThePositionIsSkippedAfterARestart() throws Exception {
        Lane lane = journal.openLane("team");
        append(journal, 5);
        List<Entry> taken = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            taken.add(take(lane));
        }
        lane.complete(taken.get(2)).join();
        lane.complete(taken.get(4)).join();
        lane.complete(taken.get(0)).join();
        assertThat(journal.lag("team").events()).isEqualTo(2);
        restart();
        Lane again = journal.openLane("team");
        Entry second = take(again);
        Entry fourth = take(again);
        assertThat(List.of(second.id(), fourth.id())).containsExactly("e2", "e4");
        assertThat(again.take(Duration.ZERO)).isNull();
        again.complete(fourth).join();
        again.complete(second).join();
        assertThat(journal.lag("team").events()).isZero();
        restart();
        assertThat(journal.openLane("team").take(Duration.ZERO)).isNull();
    }

    @Test
    void aStuckEntryLetsOnlyAWindowOfOthersPass() throws Exception {
        Lane lane = journal.openLane("team");
        append(journal, Place.WINDOW + 20);
        Entry stuck = take(lane);
        int passed = 0;
        for (Entry next = lane.take(Duration.ZERO); next != null; next = lane.take(Duration.ZERO)) {
            lane.complete(next).join();
            passed++;
        }
        assertThat(passed).isEqualTo(Place.WINDOW - 1);
        lane.complete(stuck).join();
        assertThat(take(lane).id()).isEqualTo("e" + (Place.WINDOW + 1));
    }

    @Test
    void whatIsGivenBackComesNext() throws Exception {
        Lane lane = journal.openLane("team");
        append(journal, 3);
        Entry first = take(lane);
        Entry second = take(lane);
        lane.giveBack(first);
        assertThat(take(lane).id()).isEqualTo("e1");
        assertThat(take(lane).id()).isEqualTo("e3");
        lane.complete(second).join();
        assertThat(lane.take(Duration.ZERO)).isNull();
    }

    @Test
    void theSameDeliveryIsADuplicateWithinItsWindowAlsoAfterARestart() {
        Receipt first =
                journal.append(List.of(event("e1"), event("e2")), "acr:1", DAY).join();
        assertThat(first).isEqualTo(new Receipt(List.of("e1", "e2"), false));
        restart();
        clock.advance(DAY.minusSeconds(1));
        Receipt second =
                journal.append(List.of(event("e3"), event("e4")), "acr:1", DAY).join();
        assertThat(second).isEqualTo(new Receipt(List.of("e1"), true));
        clock.advance(Duration.ofSeconds(1));
        Receipt third = journal.append(List.of(event("e5")), "acr:1", DAY).join();
        assertThat(third).isEqualTo(new Receipt(List.of("e5"), false));
        assertThat(journal.append(List.of(event("e6")), "acr:1", DAY).join().ids())
                .containsExactly("e5");
        assertThat(journal.events(10)).extracting(Entry::id).containsExactly("e5", "e2", "e1");
    }

    @Test
    void theSameDeliveryManyTimesAtOnceIsAppendedOnce() {
        List<CompletableFuture<Receipt>> receipts = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            receipts.add(journal.append(List.of(event("e" + i)), "acr:1", DAY));
        }
        long originals =
                receipts.stream().filter(receipt -> !receipt.join().duplicate()).count();
        assertThat(originals).isEqualTo(1);
        assertThat(journal.counts().events()).isEqualTo(1);
    }

    @Test
    void manyWritersAndManyLanesLoseNothing() throws Exception {
        Lane one = journal.openLane("one");
        Lane two = journal.openLane("two");
        Set<String> sent = new HashSet<>();
        List<CompletableFuture<Void>> writers = new ArrayList<>();
        for (int w = 0; w < 8; w++) {
            String prefix = "w" + w + "-";
            for (int i = 0; i < 250; i++) {
                sent.add(prefix + i);
            }
            writers.add(CompletableFuture.runAsync(() -> {
                for (int i = 0; i < 250; i++) {
                    append(journal, prefix + i);
                }
            }));
        }
        for (Lane lane : List.of(one, two)) {
            Set<String> got = new HashSet<>();
            long last = 0;
            while (got.size() < sent.size()) {
                Entry entry = take(lane);
                assertThat(entry.seq()).isGreaterThan(last);
                last = entry.seq();
                got.add(entry.id());
                var unused = lane.complete(entry);
            }
            assertThat(got).isEqualTo(sent);
        }
        writers.forEach(CompletableFuture::join);
    }

    @Test
    void anEventWithoutAnIdFailsAlone() {
        CompletableFuture<Receipt> bad = journal.append(List.of(Map.of("source", "acr")), null, DAY);
        assertThatThrownBy(bad::join).hasCauseInstanceOf(JournalException.class).hasMessageContaining("no id");
        append(journal, "e1");
    }

    @Test
    void aClosedJournalRefuses() {
        journal.close();
        assertThatThrownBy(() -> append(journal, "e1")).hasCauseInstanceOf(JournalUnavailableException.class);
    }
}
