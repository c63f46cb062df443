package dev.caravan.cli;

import java.time.Duration;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AsyncAppender;
import org.apache.logging.log4j.core.config.AppenderRef;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.LoggerConfig;

/** The gateway's own lines on standard output: a reader that does not read them, or a pipe that is full, holds up no request. */
final class LogLines {
    /** The shipped configurations' appender; other configurations are left as they are. */
    private static final String CONSOLE = "console";

    /** Beyond these the lines are lost until somebody reads again. */
    private static final int MOST_WAITING = 8192;

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private LogLines() {}

    /** From now on lines wait for standard output, and nobody else does. */
    static void letWait() {
        LoggerContext context = LoggerContext.getContext(false);
        Configuration configuration = context.getConfiguration();
        LoggerConfig root = configuration.getRootLogger();
        if (!root.getAppenders().containsKey(CONSOLE)) {
            return;
        }
        AsyncAppender waiting = AsyncAppender.newBuilder()
                .setName("waiting")
                .setAppenderRefs(new AppenderRef[] {AppenderRef.createAppenderRef(CONSOLE, null, null)})
                .setConfiguration(configuration)
                .setBlocking(false)
                .setBufferSize(MOST_WAITING)
                .setShutdownTimeout(PATIENCE.toMillis())
                .build();
        waiting.start();
        configuration.addAppender(waiting);
        root.addAppender(waiting, null, null);
        root.removeAppender(CONSOLE);
        context.updateLoggers();
    }

    /** Writes what waits, if somebody reads it. */
    static void end() throws InterruptedException {
        Thread last = new Thread(LogManager::shutdown, "last-lines");
        last.setDaemon(true);
        last.start();
        last.join(PATIENCE.toMillis());
    }
}
