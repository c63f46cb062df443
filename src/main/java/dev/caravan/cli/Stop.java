package dev.caravan.cli;

import dev.caravan.Gateway;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stops the gateway when the process is told to, and sees to its exit code: a JVM that ends by a signal answers 143 otherwise.
 * Nothing waits beyond the limit, since Kubernetes does not either; what is not done by then is in the journal.
 */
final class Stop extends Thread {
    private static final Duration LIMIT = Duration.ofSeconds(24);

    private final AtomicReference<@Nullable Gateway> gateway = new AtomicReference<>();

    Stop() {
        super("stop");
    }

    /** From now on this is what a stop closes. */
    void close(Gateway running) {
        gateway.set(running);
    }

    @Override
    public void run() {
        Gateway running = gateway.get();
        if (running == null) {
            return; // still starting, or never started: the exit code says why
        }
        Logger log = LoggerFactory.getLogger(Stop.class);
        Thread closing = new Thread(running::close, "close");
        closing.setDaemon(true);
        closing.start();
        try {
            closing.join(LIMIT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        log.info(closing.isAlive() ? "Stopped, but not all was finished; the journal has the rest" : "Stopped");
        Runtime.getRuntime().halt(ExitCode.OK);
    }
}
