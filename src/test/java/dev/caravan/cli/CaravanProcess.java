package dev.caravan.cli;

import static org.awaitility.Awaitility.await;

import dev.caravan.FreePort;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The packaged program in a directory of its own. */
final class CaravanProcess implements AutoCloseable {
    private static final Path JAR = Path.of("target", "caravan.jar").toAbsolutePath();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final Process process;
    private final Path out;
    private final Path err;

    private CaravanProcess(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /** Starts it; output and errors go to files, one for each. */
    static CaravanProcess start(Path directory, String... arguments) throws IOException {
        Path out = Files.createTempFile(directory, "out", ".txt");
        return start(directory, out, Redirect.to(out.toFile()), arguments);
    }

    /** Starts it with an output that nobody reads. */
    static CaravanProcess unread(Path directory) throws IOException {
        return start(directory, Files.createTempFile(directory, "out", ".txt"), Redirect.PIPE);
    }

    private static CaravanProcess start(Path directory, Path out, Redirect output, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-jar");
        command.add(JAR.toString());
        command.addAll(List.of(arguments));
        Path err = Files.createTempFile(directory, "err", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectOutput(output)
                .redirectError(err.toFile());
        return new CaravanProcess(builder.start(), out, err);
    }

    /** A port that nobody has now. */
    static int freePort() throws IOException {
        return FreePort.any();
    }

    CaravanProcess ready(int managementPort) {
        await().atMost(Duration.ofMinutes(1))
                .ignoreExceptions()
                .until(() -> get(managementPort, "/observe/health/ready").statusCode() == 200);
        return this;
    }

    static HttpResponse<String> get(int port, String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .build();
        return CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
    }

    static HttpResponse<String> webhook(int port, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/webhook"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
    }

    /** Asks it to stop, as SIGTERM does. */
    void terminate() {
        process.destroy();
    }

    int exitCode(Duration limit) throws InterruptedException {
        if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError("still running after " + limit);
        }
        return process.exitValue();
    }

    String out() throws IOException {
        return Files.readString(out);
    }

    String err() throws IOException {
        return Files.readString(err);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
