package dev.caravan;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** The real process, as {@code mvn package} made it, in a folder of its own. */
final class CaravanProcess implements AutoCloseable {
    private static final Path JAR = Path.of("target/caravan.jar").toAbsolutePath();

    private final Path folder;
    private final int port;
    private @Nullable Process process;

    CaravanProcess(Path folder, int port) {
        this.folder = folder;
        this.port = port;
    }

    /** Returns when it takes webhooks. */
    void start() throws IOException {
        process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-Dcaravan.routes=" + RunningGateway.ROUTES,
                        "-jar",
                        JAR.toString(),
                        "run"))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output(folder).toFile()))
                .start();
        Awaitility.await().atMost(Duration.ofMinutes(1)).until(this::takesWebhooks);
    }

    private Process process() {
        return Objects.requireNonNull(process, "started");
    }

    static Path output(Path folder) {
        return folder.resolve("output.log");
    }

    private boolean takesWebhooks() throws Exception {
        if (!process().isAlive()) {
            throw new IllegalStateException("ended: " + Files.readString(output(folder)));
        }
        HttpRequest ping = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/webhook"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"action\":\"ping\"}"))
                .build();
        try {
            return HttpClient.newHttpClient()
                            .send(ping, HttpResponse.BodyHandlers.ofString())
                            .statusCode()
                    == 202;
        } catch (IOException e) {
            return false;
        }
    }

    /** With signal 9: it gets no chance to tidy up. */
    void kill() throws InterruptedException {
        process().destroyForcibly().waitFor();
    }

    /** Has it stand still, or go on. */
    void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process().pid()))
                .start()
                .waitFor();
    }

    /** With SIGTERM; returns the exit code. */
    int stop(Duration most) throws InterruptedException {
        process().destroy();
        if (!process().waitFor(most.toMillis(), TimeUnit.MILLISECONDS)) {
            kill();
            throw new IllegalStateException("still alive " + most + " after SIGTERM");
        }
        return process().exitValue();
    }

    /** Leaves nothing behind, whatever a test came to. */
    @Override
    public void close() {
        if (process != null) {
            process.destroyForcibly();
        }
    }
}
