package dev.caravan.journal;

import static dev.caravan.journal.Events.append;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.caravan.Postgres;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a server must be for the journal to be opened, and what happens when it goes. */
@ExtendWith(Postgres.Needed.class)
final class ServerOpeningTest {
    private static final Duration SOON = Duration.ofMinutes(1);

    private final String schema = Servers.newSchema();

    private static Journal open(JournalSettings settings) {
        return Journal.open(settings, Clock.systemUTC());
    }

    private static void refuses(JournalSettings settings, String reason) {
        assertThatThrownBy(() -> open(settings))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining(reason)
                .message()
                .doesNotContain("\n", Postgres.PASSWORD);
    }

    @Test
    void twoFirstStartsAtOnceMakeTheTablesOnce() {
        List<CompletableFuture<Journal>> starts = Stream.generate(
                        () -> CompletableFuture.supplyAsync(() -> open(Servers.settings(schema))))
                .limit(4)
                .toList();
        starts.forEach(start -> assertThat(start.join().health().writable()).isTrue());
        starts.forEach(start -> start.join().close());
    }

    @Test
    void aNewerVersionIsRefused() throws Exception {
        open(Servers.settings(schema)).close();
        Postgres.shared().query("caravan", "UPDATE " + schema + ".journal SET caravan_version = 2");
        refuses(Servers.settings(schema), "newer Caravan");
    }

    @Test
    void aSchemaOfSomethingElseIsRefusedAndLeftUntouched() throws Exception {
        Postgres.shared().query("caravan", "CREATE SCHEMA " + schema);
        Postgres.shared().query("caravan", "CREATE TABLE " + schema + ".event (name text)");
        refuses(Servers.settings(schema), "holds something else");
        assertThat(Postgres.shared()
                        .query(
                                "caravan",
                                "SELECT count(*) FROM pg_class WHERE relnamespace = '" + schema + "'::regnamespace"))
                .isEqualTo(1);
    }

    @Test
    void whatSomebodyHasToCorrectEndsTheStart() {
        JournalSettings settings = Servers.settings(schema);
        refuses(settings.withLogin(() -> new Login(Postgres.USER, "wrong")), "journal.password");
        refuses(
                JournalSettings.at(settings.url().replace("/caravan?", "/nowhere?"))
                        .withLogin(settings.login()),
                "no such database");
        refuses(JournalSettings.at(settings.url() + "-").withLogin(settings.login()), "currentSchema");
    }

    @Test
    void aDatabaseThatComesLaterIsWaitedForAndOneThatGoesIsNoticed() throws Exception {
        try (Postgres postgres = Postgres.start()) {
            postgres.crash();
            try (Journal journal = open(Servers.settings(postgres, schema))) {
                Lane lane = journal.openLane("team");
                assertThat(journal.health().writable()).isFalse();
                assertThat(journal.health().reason()).contains("cannot be reached");
                assertThatThrownBy(() -> append(journal, "refused"))
                        .hasCauseInstanceOf(JournalUnavailableException.class);
                postgres.resume();
                await().atMost(SOON).until(() -> journal.health().writable() && lane.isOurs());
                append(journal, 2);
                Entry first = Objects.requireNonNull(lane.take(SOON));
                postgres.crash();
                assertThatThrownBy(() -> append(journal, "lost"))
                        .hasCauseInstanceOf(JournalUnavailableException.class)
                        .message()
                        .doesNotContain(Postgres.PASSWORD);
                await().atMost(SOON).until(() -> !lane.isOurs());
                assertThat(lane.take(Duration.ZERO)).isNull();
                postgres.resume();
                await().atMost(SOON).until(() -> journal.health().writable() && lane.isOurs());
                append(journal, "e3");
                assertThat(Objects.requireNonNull(lane.take(SOON)).id()).isEqualTo(first.id()); // it was on its way
                assertThat(Objects.requireNonNull(lane.take(SOON)).id()).isEqualTo("e2");
                assertThat(Objects.requireNonNull(lane.take(SOON)).id()).isEqualTo("e3");
            }
        }
    }
}
