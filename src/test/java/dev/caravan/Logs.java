package dev.caravan;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.LoggerConfig;
import org.apache.logging.log4j.core.config.Property;
import org.apache.logging.log4j.core.layout.PatternLayout;

/** Every line logged since, as the shipped configuration lets it through; texts of exceptions included, which it does not. */
public final class Logs implements AutoCloseable {
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final LoggerContext context = (LoggerContext) LogManager.getContext(false);
    private final AbstractAppender appender;

    private Logs() {
        PatternLayout layout =
                PatternLayout.newBuilder().withPattern("%p %c %m %throwable").build();
        appender =
                new AbstractAppender(
                        "capture-" + System.identityHashCode(this), null, layout, false, Property.EMPTY_ARRAY) {
                    @Override
                    public void append(LogEvent event) {
                        lines.add(layout.toSerializable(event));
                    }
                };
        appender.start();
        loggers().forEach(logger -> logger.addAppender(appender, null, null));
        context.updateLoggers();
    }

    public static Logs capture() {
        return new Logs();
    }

    /** What one logger was told. */
    List<String> of(String logger) {
        return lines.stream()
                .filter(line -> line.startsWith("INFO " + logger + " "))
                .map(line -> line.substring(("INFO " + logger + " ").length()).strip())
                .toList();
    }

    private List<LoggerConfig> loggers() {
        return context.getConfiguration().getLoggers().values().stream()
                .filter(logger -> logger.getName().isEmpty() || !logger.isAdditive())
                .toList();
    }

    public List<String> lines() {
        return List.copyOf(lines);
    }

    @Override
    public void close() {
        loggers().forEach(logger -> logger.removeAppender(appender.getName()));
        context.updateLoggers();
        appender.stop();
    }
}
