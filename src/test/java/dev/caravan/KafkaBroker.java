package dev.caravan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** A real broker of one node in a process of its own, with a small heap; its data stays over a kill. */
final class KafkaBroker implements AutoCloseable {
    private final Path folder;
    private final int port;
    private final int controller;
    private @Nullable Process process;

    private KafkaBroker(Path folder) throws IOException {
        this.folder = folder;
        this.port = RunningGateway.freePort();
        this.controller = RunningGateway.freePort();
    }

    /** One that is up. */
    static KafkaBroker start(Path folder) throws Exception {
        KafkaBroker broker = down(folder);
        broker.start();
        return broker;
    }

    /** One that has an address but no process yet. */
    static KafkaBroker down(Path folder) throws Exception {
        Files.createDirectories(folder);
        KafkaBroker broker = new KafkaBroker(folder);
        broker.format();
        return broker;
    }

    String address() {
        return "127.0.0.1:" + port;
    }

    int port() {
        return port;
    }

    private void format() throws Exception {
        Files.writeString(folder.resolve("server.properties"), """
                process.roles=broker,controller
                node.id=1
                controller.quorum.voters=1@127.0.0.1:%2$d
                listeners=BROKER://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
                advertised.listeners=BROKER://127.0.0.1:%1$d
                inter.broker.listener.name=BROKER
                controller.listener.names=CONTROLLER
                listener.security.protocol.map=BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT
                log.dirs=%3$s
                offsets.topic.num.partitions=1
                offsets.topic.replication.factor=1
                transaction.state.log.num.partitions=1
                group.initial.rebalance.delay.ms=0
                auto.create.topics.enable=false
                num.network.threads=2
                num.io.threads=2
                log.cleaner.dedupe.buffer.size=8388608
                """.formatted(port, controller, folder.resolve("data")));
        Process formatting =
                java("kafka.tools.StorageTool", "format", "-t", "AAAAAAAAAAAAAAAAAAAAAA", "-c", properties());
        if (formatting.waitFor() != 0) {
            throw new IOException("not formatted: " + log());
        }
    }

    private String properties() {
        return folder.resolve("server.properties").toString();
    }

    private Process java(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Dlog4j2.level=warn",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("output.log").toFile()))
                .start();
    }

    private String log() throws IOException {
        String log = Files.readString(folder.resolve("output.log"));
        return log.substring(Math.max(0, log.length() - 2000));
    }

    /** Starts it, or starts it again; returns when it answers. */
    void start() throws Exception {
        process = java("kafka.Kafka", properties());
        try (Admin admin = admin()) {
            Awaitility.await()
                    .atMost(Duration.ofMinutes(1))
                    .pollInterval(Duration.ofMillis(100))
                    .until(() -> {
                        if (!process().isAlive()) {
                            throw new IllegalStateException("ended: " + log());
                        }
                        return answers(admin);
                    });
        }
    }

    private static boolean answers(Admin admin) throws InterruptedException {
        try {
            return !admin.describeCluster().nodes().get().isEmpty();
        } catch (ExecutionException e) {
            return false;
        }
    }

    Admin admin() {
        return Admin.create(
                Map.of("bootstrap.servers", address(), "request.timeout.ms", "1000", "default.api.timeout.ms", "2000"));
    }

    private Process process() {
        return Objects.requireNonNull(process, "started");
    }

    /** With signal 9. */
    void kill() throws InterruptedException {
        process().destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        if (process != null) {
            process().destroyForcibly();
        }
    }
}
