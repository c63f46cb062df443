package dev.caravan.journal;

import static dev.caravan.journal.Events.DAY;
import static dev.caravan.journal.Events.append;
import static dev.caravan.journal.Events.deadLetter;
import static dev.caravan.journal.Events.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.StandingClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is kept, for how long, and the dead letters. */
abstract class RetentionContract {
    private static final Duration WEEK = Duration.ofDays(7);

    private final StandingClock clock = new StandingClock();
    private JournalSettings settings = JournalSettings.at("");
    private @Nullable Journal journal;

    /** A journal of its own for each test. */
    abstract JournalSettings settings(Path folder);

    @BeforeEach
    void open(@TempDir Path folder) {
        settings = settings(folder);
        journal = Journal.open(settings, clock);
    }

    @AfterEach
    void close() {
        journal().close();
    }

    private Journal journal() {
        return Objects.requireNonNull(journal);
    }

    private void restart() {
        journal().close();
        journal = Journal.open(settings, clock);
    }

    private static void finish(Lane lane, int count) throws InterruptedException {
        for (int i = 0; i < count; i++) {
            lane.complete(Objects.requireNonNull(lane.take(Duration.ofMinutes(1))))
                    .join();
        }
    }

    private List<String> kept() {
        return journal().events(10_000).stream().map(Entry::id).toList();
    }

    @Test
    void onlyWhatEveryLanePassedAndIsOldIsDeleted() throws Exception {
        Lane fast = journal().openLane("fast");
        Lane slow = journal().openLane("slow");
        append(journal(), 3);
        finish(fast, 3);
        finish(slow, 2);
        journal().retain().join();
        assertThat(kept()).hasSize(3);
        clock.advance(WEEK.plusSeconds(1));
        append(journal(), "young");
        journal().retain().join();
        assertThat(kept()).containsExactly("young", "e3");
    }

    @Test
    void aLaneThatIsGoneKeepsItsPlaceForTheRetention() throws Exception {
        Lane gone = journal().openLane("gone");
        append(journal(), 2);
        finish(gone, 1);
        restart();
        clock.advance(WEEK.minusSeconds(1));
        journal().retain().join();
        assertThat(kept()).containsExactly("e2", "e1");
        clock.advance(Duration.ofSeconds(2));
        journal().retain().join();
        assertThat(kept()).isEmpty();
        assertThat(journal().openLane("gone").take(Duration.ZERO)).isNull();
        append(journal(), "e3");
        assertThat(journal().events(1).get(0).seq()).isEqualTo(3);
    }

    @Test
    void manyOldEventsAreDeletedInSteps() {
        List<CompletableFuture<Receipt>> receipts = new ArrayList<>();
        for (int i = 0; i < 2600; i++) {
            receipts.add(journal().append(List.of(event("e" + i)), "key" + i, DAY));
        }
        receipts.forEach(CompletableFuture::join);
        clock.advance(WEEK.plusSeconds(1));
        journal().retain().join();
        assertThat(kept()).isEmpty();
        assertThat(journal()
                        .append(List.of(event("e0")), "key0", WEEK.multipliedBy(2))
                        .join()
                        .duplicate())
                .isFalse();
    }

    @Test
    void deadLettersAreListedFilteredAndForgotten() {
        DeadLetter first = deadLetter("d1", "e1", "team", clock);
        DeadLetter second = deadLetter("d2", "e2", "ops", clock);
        assertThat(journal().bury(first).join()).isTrue();
        assertThat(journal().bury(second).join()).isTrue();
        assertThat(journal().bury(second).join()).isFalse();
        assertThat(journal().deadLetters(10, null, null)).containsExactly(second, first);
        assertThat(journal().deadLetters(1, null, null)).containsExactly(second);
        assertThat(journal().deadLetters(10, "team", "rejected")).containsExactly(first);
        assertThat(journal().deadLetters(10, "team", "gave-up")).isEmpty();
        assertThat(journal().deadLetter("d1")).contains(first);
        assertThat(journal().forget("d1").join()).isTrue();
        assertThat(journal().forget("d1").join()).isFalse();
        assertThat(journal().counts()).isEqualTo(new Counts(0, 1, 0));
    }

    @Test
    void oldDeadLettersAreDeleted() {
        journal().bury(deadLetter("d1", "e1", "team", clock)).join();
        clock.advance(Duration.ofDays(14));
        journal().retain().join();
        assertThat(journal().deadLetter("d1")).isPresent();
        clock.advance(Duration.ofSeconds(1));
        journal().retain().join();
        assertThat(journal().deadLetter("d1")).isEmpty();
    }

    @Test
    void aReplayGoesToItsOwnLaneOnlyAndTheOthersPassIt() throws Exception {
        Lane team = journal().openLane("team");
        Lane ops = journal().openLane("ops");
        append(journal(), 1);
        finish(team, 1);
        finish(ops, 1);
        journal().bury(deadLetter("d1", "e1", "team", clock)).join();
        assertThat(journal().replay("d1").join()).isTrue();
        assertThat(journal().replay("d1").join()).isFalse();
        assertThat(ops.take(Duration.ZERO)).isNull();
        assertThat(Objects.requireNonNull(team.take(Duration.ZERO)).id()).isEqualTo("e1");
        org.awaitility.Awaitility.await().until(() -> journal().lag("ops").events() == 0);
        assertThat(journal().lag("team").events()).isEqualTo(1);
        restart();
        assertThat(journal().openLane("ops").take(Duration.ZERO)).isNull();
        assertThat(Objects.requireNonNull(journal().openLane("team").take(Duration.ZERO))
                        .event())
                .containsEntry("id", "e1");
    }

    @Test
    void whatHasNoLaneCannotBeReplayed() {
        journal().bury(deadLetter("d1", "e1", "gone", clock)).join();
        assertThatThrownBy(journal().replay("d1")::join)
                .hasCauseInstanceOf(JournalException.class)
                .hasMessageContaining("provider gone has no lane");
        assertThat(journal().deadLetter("d1")).isPresent();
    }

    @Test
    void theLagTellsHowManyWaitAndSinceWhen() throws Exception {
        Lane lane = journal().openLane("team");
        assertThat(journal().lag("team")).isEqualTo(new Lag(0, Duration.ZERO));
        append(journal(), 1);
        clock.advance(Duration.ofSeconds(5));
        append(journal(), "e2");
        assertThat(journal().lag("team")).isEqualTo(new Lag(2, Duration.ofSeconds(5)));
        finish(lane, 1);
        assertThat(journal().lag("team")).isEqualTo(new Lag(1, Duration.ZERO));
        assertThat(journal().lag("unknown")).isEqualTo(new Lag(0, Duration.ZERO));
    }
}
