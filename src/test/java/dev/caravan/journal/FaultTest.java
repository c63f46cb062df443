package dev.caravan.journal;

import static dev.caravan.journal.Events.DAY;
import static dev.caravan.journal.Events.append;
import static dev.caravan.journal.Events.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.caravan.Logs;
import dev.caravan.StandingClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** What happens when the disk is full, fails or hangs, and at the high-water marks. */
final class FaultTest {
    private JournalSettings settings = JournalSettings.at("");
    private Database database = SqliteFile.take(Path.of("target/fault-test", System.nanoTime() + ".db"));

    @BeforeEach
    void place(@TempDir Path folder) {
        database.close();
        settings = JournalSettings.at("jdbc:sqlite:" + folder.resolve("caravan.db"))
                .withMinFreeDisk(0);
    }

    /** A journal, and its parts, so that the test can spoil the writer's own connection. */
    private Parts parts() throws SQLException {
        return Parts.assemble(settings, SqliteFile.take(settings.file()), Clock.systemUTC());
    }

    private static CompletableFuture<Boolean> sql(Parts parts, String pragma) {
        return parts.writer().submit(Command.of(tx -> tx.sql().number(pragma) >= 0));
    }

    private static CompletableFuture<Receipt> large(Parts parts, String id) {
        var event = event(id);
        event.put("filler", "x".repeat(100_000));
        return parts.writer().submit(Append.of(List.of(event), null, DAY, parts.json()));
    }

    @Test
    void aFullDiskRefusesAppendsUntilThereIsRoomWhileTheRestGoesOn() throws Exception {
        Parts parts = parts();
        Lane lane = parts.openLane("team");
        large(parts, "e1").join();
        sql(parts, "PRAGMA max_page_count = 45").join();
        assertThatThrownBy(large(parts, "e2")::join)
                .hasCauseInstanceOf(JournalUnavailableException.class)
                .hasMessageContaining("the disk is full");
        assertThat(parts.readiness().health().writable()).isFalse();
        assertThatThrownBy(large(parts, "e3")::join).hasMessageContaining("the disk is full");
        assertThat(Objects.requireNonNull(lane.take(DAY)).id()).isEqualTo("e1");
        sql(parts, "PRAGMA max_page_count = 100000").join();
        await().until(() -> parts.readiness().health().writable());
        large(parts, "e4").join();
        assertThat(Objects.requireNonNull(lane.take(DAY)).id()).isEqualTo("e4");
        parts.close();
    }

    /** A refused post does not say why. */
    @Test
    void theLogTellsOnceWhyNothingIsTakenAndWhenItIsAgain() throws Exception {
        try (Logs logs = Logs.capture()) {
            Parts parts = parts();
            sql(parts, "PRAGMA max_page_count = 45").join();
            for (String id : new String[] {"e1", "e2", "e3"}) {
                assertThatThrownBy(large(parts, id).thenCombine(large(parts, id + "b"), List::of)::join);
            }
            sql(parts, "PRAGMA max_page_count = 100000").join();
            await().until(() -> parts.readiness().health().writable());
            parts.readiness().full("of a mark");
            parts.readiness().full("of a mark");
            parts.readiness().full(null);
            parts.close();
            List<String> told = logs.lines().stream()
                    .map(line -> line.replaceFirst("^(\\w+) \\S+ ", "$1 ").strip())
                    .toList();
            assertThat(told)
                    .containsSubsequence(
                            "WARN journal cannot write: the disk is full; posts are answered with 503",
                            "INFO journal takes events again",
                            "WARN journal is full: of a mark; posts are answered with 503",
                            "INFO journal takes events again");
            assertThat(told).filteredOn(line -> line.contains("of a mark")).hasSize(1);
        }
    }

    @Test
    void aFileThatIsDeletedOrReplacedTakesNothingMore() throws Exception {
        for (boolean replaced : new boolean[] {false, true}) {
            Parts parts = parts();
            large(parts, "e1").join();
            Path file = settings.file();
            Files.delete(file);
            if (replaced) {
                Files.createFile(file);
            }
            await().until(() -> !parts.readiness().health().writable());
            assertThatThrownBy(large(parts, "e2")::join)
                    .hasCauseInstanceOf(JournalUnavailableException.class)
                    .hasMessageContaining("was deleted or replaced");
            parts.close();
            Files.deleteIfExists(file);
            Files.deleteIfExists(Path.of(file + "-wal"));
            Files.deleteIfExists(Path.of(file + "-shm"));
        }
    }

    @Test
    void aLogThatIsDeletedTakesNothingMoreAndWhatItHeldIsKept() throws Exception {
        Parts parts = parts();
        large(parts, "e1").join();
        Path file = settings.file();
        Files.delete(Path.of(file + "-wal"));
        await().until(() -> !parts.readiness().health().writable());
        assertThatThrownBy(large(parts, "e2")::join).hasMessageContaining("write-ahead log was deleted");
        Path killed = Files.copy(file, file.resolveSibling("killed.db")); // as the next start would find it
        assertThat(Path.of(file + "-shm")).doesNotExist();
        parts.close();

        try (Journal later =
                Journal.open(JournalSettings.at("jdbc:sqlite:" + killed).withMinFreeDisk(0), Clock.systemUTC())) {
            assertThat(later.events(10)).extracting(Entry::id).containsExactly("e1");
        }
    }

    @Test
    void aFailedFsyncEndsAllAcknowledgingUntilARestart() throws Exception {
        Parts parts = parts();
        CompletableFuture<Boolean> failing = parts.writer().submit(Command.of(tx -> {
            throw new SQLiteException("disk I/O error", SQLiteErrorCode.SQLITE_IOERR_FSYNC);
        }));
        assertThatThrownBy(failing::join).hasCauseInstanceOf(JournalUnavailableException.class);
        assertThatThrownBy(large(parts, "e1")::join).hasMessageContaining("restart");
        CompletableFuture<Boolean> other = parts.writer().submit(Command.of(tx -> true));
        assertThatThrownBy(other::join).hasMessageContaining("restart");
        parts.upkeep().run();
        assertThat(parts.readiness().health().writable()).isFalse();
        parts.close();
    }

    @Test
    void aCommandThatFailsByItselfDoesNotHarmItsNeighbours() throws Exception {
        Parts parts = parts();
        CompletableFuture<Boolean> slow = parts.writer().submit(Command.of(tx -> sleepless(tx)));
        CompletableFuture<Receipt> before = large(parts, "e1");
        CompletableFuture<Integer> bad =
                parts.writer().submit(Command.of(tx -> tx.sql().update("NONSENSE")));
        CompletableFuture<Receipt> after = large(parts, "e2");
        assertThat(slow.join()).isTrue();
        assertThat(before.join().ids()).containsExactly("e1");
        assertThat(after.join().ids()).containsExactly("e2");
        assertThatThrownBy(bad::join).hasCauseInstanceOf(JournalException.class);
        assertThat(parts.readiness().health().writable()).isTrue();
        assertThat(parts.tail().last()).isEqualTo(2);
        parts.close();
    }

    /** Takes long enough that what is submitted meanwhile shares the next commit. */
    private static boolean sleepless(Transaction tx) throws SQLException {
        return tx.sql()
                        .number("WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c LIMIT 500000)"
                                + " SELECT count(*) FROM c")
                > 0;
    }

    @Test
    void aDiskThatHangsBoundsWhatWaits() throws Exception {
        Parts parts = parts();
        var release = new CompletableFuture<Boolean>();
        CompletableFuture<Boolean> hanging = parts.writer().submit(Command.of(tx -> release.join()));
        CompletableFuture<Receipt> last = large(parts, "e0");
        for (int i = 1; i < 1000 && !last.isCompletedExceptionally(); i++) {
            last = large(parts, "e" + i);
        }
        assertThatThrownBy(last::join)
                .hasCauseInstanceOf(JournalUnavailableException.class)
                .hasMessageContaining("cannot keep up");
        release.complete(true);
        assertThat(hanging.join()).isTrue();
        await().until(() -> parts.writer().waiting() == 0);
        large(parts, "later").join();
        parts.close();
    }

    @Test
    void aBacklogAtItsHighMarkRefusesUntilTheLowMark() throws Exception {
        settings = settings.withMaxBacklog(20);
        try (Journal journal = Journal.open(settings, Clock.systemUTC())) {
            Lane lane = journal.openLane("team");
            append(journal, 21);
            assertThatThrownBy(() -> append(journal, "refused")).hasCauseInstanceOf(JournalFullException.class);
            assertThat(journal.health().reason()).contains("20 events wait");
            for (int left = 20; left > 18; left--) {
                assertThat(journal.health().writable()).isFalse();
                lane.complete(Objects.requireNonNull(lane.take(DAY))).join();
            }
            assertThat(journal.health().writable()).isFalse();
            lane.complete(Objects.requireNonNull(lane.take(DAY))).join();
            await().until(() -> journal.health().writable());
            append(journal, "taken");
        }
    }

    @Test
    void tooLittleFreeDiskRefusesAppendsOnly() {
        settings = settings.withMinFreeDisk(Long.MAX_VALUE / 100);
        try (Journal journal = Journal.open(settings, Clock.systemUTC())) {
            await().until(() -> !journal.health().writable());
            assertThatThrownBy(() -> append(journal, "e1"))
                    .hasCauseInstanceOf(JournalFullException.class)
                    .hasMessageContaining("are free on its disk");
            StandingClock clock = new StandingClock();
            assertThat(journal.bury(Events.deadLetter("d1", "e1", "team", clock))
                            .join())
                    .isTrue();
        }
    }
}
