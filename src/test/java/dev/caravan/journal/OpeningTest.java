package dev.caravan.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the journal refuses to open, and what a process leaves behind that is killed. */
final class OpeningTest {
    private Path file = Path.of("unset");

    @BeforeEach
    void place(@TempDir Path folder) {
        file = folder.resolve("caravan.db");
    }

    private Journal open() {
        return Journal.open(JournalSettings.at("jdbc:sqlite:" + file).withMinFreeDisk(0), Clock.systemUTC());
    }

    private void execute(String... statements) throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                var statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private void refusesUntouched(String reason) throws Exception {
        byte[] before = Files.readAllBytes(file);
        assertThatThrownBy(this::open)
                .isInstanceOf(JournalException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining(reason)
                .message()
                .doesNotContain("\n");
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    @Test
    void aNewerVersionIsRefusedAndLeftUntouched() throws Exception {
        open().close();
        execute("PRAGMA user_version = 2");
        refusesUntouched("newer Caravan");
    }

    @Test
    void aDatabaseOfSomethingElseIsRefusedAndLeftUntouched() throws Exception {
        execute("CREATE TABLE cookies (name TEXT)");
        refusesUntouched("something else");
    }

    @Test
    void aFileThatIsNoDatabaseIsRefusedAndLeftUntouched() throws Exception {
        Files.writeString(file, "these are not the bytes of a database, but there are many of them\n".repeat(100));
        refusesUntouched("not an SQLite database");
    }

    @Test
    void aFolderInTheFilesPlaceIsRefused() throws Exception {
        Files.createDirectory(file);
        assertThatThrownBy(this::open).isInstanceOf(JournalException.class).hasMessageContaining("not a file");
    }

    /** Which would be waited for until somebody writes into it. */
    @Test
    void aPipeInTheFilesPlaceIsRefused() throws Exception {
        assertThat(new ProcessBuilder("mkfifo", file.toString()).start().waitFor())
                .isZero();
        assertThatThrownBy(this::open).isInstanceOf(JournalException.class).hasMessageContaining("not a file");
    }

    @Test
    void aFolderThatCannotBeMadeIsRefused() throws Exception {
        Files.writeString(file, "");
        file = file.resolve("data/caravan.db");
        assertThatThrownBy(this::open)
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("cannot make the folder");
    }

    @Test
    void aLogThatWasTakenAwayAfterAKillIsMissed() throws Exception {
        Path killed = file.resolveSibling("killed.db");
        Path index = Path.of(killed + "-shm");
        try (Journal running = open()) {
            assertThat(running.health().writable()).isTrue();
            Files.copy(file, killed);
            Files.copy(Path.of(file + "-shm"), index);
        }
        file = killed;
        refusesUntouched("-wal is missing");
        Files.delete(index);
        open().close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"caravan.db", "jdbc:sqlite:", "jdbc:sqlite::memory:", "jdbc:h2:x", "jdbc:sqlite:file:x?a=b"})
    void aUrlThatIsNotThatOfAFileIsRefused(String url) {
        assertThatThrownBy(() -> Journal.open(JournalSettings.at(url), Clock.systemUTC()))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("jdbc:sqlite:<path>");
    }

    @Test
    void theSameFileTwiceInOneProcessIsRefused() {
        try (Journal first = open()) {
            assertThatThrownBy(this::open).isInstanceOf(JournalException.class).hasMessageContaining("in use");
            assertThat(first.health().writable()).isTrue();
        }
        open().close();
    }

    @Test
    void aSecondProcessIsRefusedAndAKilledOneLeavesAllThatItAcknowledged() throws Exception {
        Process child = appendingProcess();
        List<String> acknowledged = new ArrayList<>();
        try (BufferedReader lines = child.inputReader(StandardCharsets.UTF_8)) {
            while (acknowledged.size() < 2000) {
                acknowledged.add(lines.readLine());
            }
            assertThatThrownBy(this::open).isInstanceOf(JournalException.class).hasMessageContaining("another process");
            child.toHandle().destroyForcibly(); // kill -9, and what it printed stays readable
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                acknowledged.add(line);
            }
        }
        child.waitFor();
        try (Journal journal = open()) {
            Set<String> kept = journal.events(1_000_000).stream().map(Entry::id).collect(Collectors.toSet());
            acknowledged.removeIf(line -> !line.endsWith(";")); // cut off by the kill
            assertThat(acknowledged).allMatch(line -> kept.contains(line.replace(";", "")));
        }
    }

    private Process appendingProcess() throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin/java").toString();
        String classPath = System.getProperty("java.class.path");
        return new ProcessBuilder(java, "-cp", classPath, AppendForever.class.getName(), file.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** The child: 16 threads that print what was acknowledged. */
    static final class AppendForever {
        private AppendForever() {}

        public static void main(String[] args) {
            Journal journal =
                    Journal.open(JournalSettings.at("jdbc:sqlite:" + args[0]).withMinFreeDisk(0), Clock.systemUTC());
            for (int thread = 0; thread < 16; thread++) {
                String prefix = "t" + thread + "-";
                new Thread(() -> append(journal, prefix)).start();
            }
        }

        private static void append(Journal journal, String prefix) {
            for (int i = 0; ; i++) {
                Events.append(journal, prefix + i);
                System.out.print(prefix + i + ";\n");
            }
        }
    }
}
