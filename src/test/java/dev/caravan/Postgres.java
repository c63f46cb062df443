package dev.caravan;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A real PostgreSQL on loopback, a process of its own that may be stopped, killed and started again; its disk is synced. */
public final class Postgres implements AutoCloseable {
    public static final String USER = "caravan";
    public static final String PASSWORD = Variant.CANARY;

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static @Nullable Postgres shared;

    private final Path folder;
    private final int port;
    private @Nullable Process process;

    private Postgres(Path folder, int port) {
        this.folder = folder;
        this.port = port;
    }

    /** Skips what needs a server where none can be had. */
    public static final class Needed implements ExecutionCondition {
        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            return PostgresBinaries.folder().isPresent()
                    ? ConditionEvaluationResult.enabled("")
                    : ConditionEvaluationResult.disabled("there is no PostgreSQL: " + PostgresBinaries.HOW);
        }
    }

    /** One for all tests of a process that do not harm it. */
    public static synchronized Postgres shared() {
        if (shared == null) {
            try {
                shared = start();
            } catch (IOException | InterruptedException | SQLException e) {
                throw new IllegalStateException(e);
            }
        }
        return shared;
    }

    /** A new one, empty but for the database. */
    public static Postgres start() throws IOException, InterruptedException, SQLException {
        Path folder = PostgresBinaries.home();
        Postgres postgres = new Postgres(folder, RunningGateway.freePort());
        Runtime.getRuntime().addShutdownHook(new Thread(postgres::close));
        Path password = Files.writeString(folder.resolve("password"), PASSWORD);
        PostgresBinaries.own(folder);
        postgres.run(
                "initdb",
                "-D",
                postgres.data(),
                "-U",
                USER,
                "--pwfile=" + password,
                "-A",
                "scram-sha-256",
                "-E",
                "UTF8",
                "--locale=C");
        Files.delete(password);
        postgres.resume();
        postgres.query("postgres", "CREATE DATABASE caravan");
        return postgres;
    }

    private String data() {
        return folder.resolve("data").toString();
    }

    private void run(String... command) throws IOException, InterruptedException {
        Process started = process(List.of(command));
        if (!started.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) || started.exitValue() != 0) {
            throw new IOException(command[0] + " failed: " + Files.readString(log()));
        }
    }

    private Process process(List<String> command) throws IOException {
        List<String> all = new ArrayList<>(PostgresBinaries.asUser());
        all.add(PostgresBinaries.folder().orElseThrow().resolve(command.get(0)).toString());
        all.addAll(command.subList(1, command.size()));
        ProcessBuilder builder = new ProcessBuilder(all).directory(new File("/"));
        PostgresBinaries.libraries().ifPresent(path -> builder.environment().put("LD_LIBRARY_PATH", path));
        return builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                .start();
    }

    private Path log() {
        return folder.resolve("postgres.log");
    }

    /** Starts it, if it does not run; returns when it answers. */
    public void resume() throws IOException {
        process = process(List.of(
                "postgres",
                "-D",
                data(),
                "-p",
                Integer.toString(port),
                "-h",
                "127.0.0.1",
                "-k",
                folder.toString(),
                "-c",
                "shared_buffers=16MB",
                "-c",
                "max_connections=60"));
        Awaitility.await().atMost(PATIENCE).ignoreExceptions().until(() -> query("postgres", "SELECT 1") == 1);
    }

    /** As a crash does: at once, without tidying up. */
    public void crash() throws IOException, InterruptedException {
        signal("QUIT");
    }

    private void signal(String name) throws IOException, InterruptedException {
        Process running = Objects.requireNonNull(process);
        new ProcessBuilder("kill", "-" + name, Long.toString(running.pid()))
                .start()
                .waitFor();
        if (!running.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new IOException("PostgreSQL does not end: " + Files.readString(log()));
        }
    }

    public int port() {
        return port;
    }

    /** For {@code journal.url}. */
    public String url(String schema) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/caravan?currentSchema=" + schema;
    }

    /** The first number of the answer; 0 if there is none. */
    public long query(String database, String sql) throws SQLException {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            if (!statement.execute(sql)) {
                return 0;
            }
            ResultSet rows = statement.getResultSet();
            return rows.next() ? rows.getLong(1) : 0;
        }
    }

    public Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?connectTimeout=5", USER, PASSWORD);
    }

    /** Its folder stays in {@code target}, but for what it holds of secrets. */
    @Override
    public void close() {
        try {
            if (process != null && process.isAlive()) {
                signal("INT");
            }
            PostgresBinaries.remove(folder);
        } catch (IOException e) {
            System.err.println(e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
