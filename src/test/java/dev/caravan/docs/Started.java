package dev.caravan.docs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The gateway as a process of its own in an empty folder, on free ports. */
final class Started implements AutoCloseable {
    private final Process process;
    private final Path output;

    private Started(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    static Started in(Path folder, Map<String, String> environment) throws IOException {
        Path output = folder.resolve("output.txt");
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Dcaravan.routes=" + Path.of("routes").toAbsolutePath(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.caravan.Caravan",
                        "run")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().remove("SLACK_WEBHOOK_URL");
        builder.environment().putAll(Map.of("CAMEL_SERVER_PORT", "0", "CAMEL_MANAGEMENT_PORT", "0"));
        builder.environment().putAll(environment);
        Started started = new Started(builder.start(), output);
        await().atMost(Duration.ofMinutes(1)).until(() -> !started.ports().isEmpty());
        return started;
    }

    private Set<String> ports() {
        return Documents.found("127\\.0\\.0\\.1:(\\d+)/webhook", output());
    }

    String output() {
        return Documents.read(output);
    }

    /** Runs a command of a page at this gateway; returns what it prints. */
    String shell(String command) throws IOException, InterruptedException {
        String here = command.replace(":8080/", ":" + ports().iterator().next() + "/");
        Path printed = Files.createTempFile(output.getParent(), "printed", ".txt");
        Process shell = new ProcessBuilder("sh", "-c", here)
                .redirectErrorStream(true)
                .redirectOutput(printed.toFile())
                .start();
        if (!shell.waitFor(30, TimeUnit.SECONDS)) {
            shell.destroyForcibly();
        }
        return Files.readString(printed, UTF_8);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.onExit().get(25, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            process.destroyForcibly();
        }
    }
}
