package dev.caravan.cli;

import dev.caravan.Gateway;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.LoggerFactory;

/**
 * Stops the gateway when the process is told to, and sees to its exit code: a JVM that ends by a signal answers 143 otherwise.
 * Nothing waits beyond the limit, since Kubernetes does not either; what is not done by then is in the journal.
 */
final class Stop extends Thread {
    private static final Duration LIMIT = Duration.ofSeconds(24);

    private final CompletableFuture<Gateway> gateway = new CompletableFuture<>();
    private final AtomicInteger exitCode = new AtomicInteger(ExitCode.OK);

    private volatile boolean asked;

    Stop() {
        super("stop");
    }

    /** From now on this is what a stop closes. */
    void close(Gateway running) {
        gateway.complete(running);
    }

    /** There is nothing to close; tells why and returns the exit code. What fails since a stop was asked for is no failure. */
    int failed(Exception failure) {
        if (!asked) {
            exitCode.set(StartFailures.tell(failure, System.err));
        }
        gateway.cancel(false);
        return exitCode.get();
    }

    /** Halts in any case: Camel's own hook would wait for ever when the start is not over. */
    @Override
    public void run() {
        asked = true;
        try {
            if (!gateway.isCancelled()) {
                closeInTime();
            }
            LogLines.end();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(exitCode.get());
    }

    private void closeInTime() throws InterruptedException {
        Thread closing = new Thread(() -> gateway.thenAccept(Gateway::close).join(), "close");
        closing.setDaemon(true);
        closing.setUncaughtExceptionHandler((thread, failure) -> {}); // the start has failed and has said so
        closing.start();
        closing.join(LIMIT.toMillis());
        if (!gateway.isCancelled()) {
            LoggerFactory.getLogger(Stop.class)
                    .info(
                            closing.isAlive()
                                    ? "Stopped, but not all was finished; the journal has the rest"
                                    : "Stopped");
        }
    }
}
