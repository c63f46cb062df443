package dev.caravan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.LoggerConfig;
import org.apache.logging.log4j.core.config.Property;
import org.apache.logging.log4j.core.layout.PatternLayout;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Fails every test, whatever it is about, in which a secret was logged: in a line as the shipped configuration writes it. */
public final class CanaryWatch implements BeforeEachCallback, AfterEachCallback {
    private static final Ear EAR = new Ear();

    @Override
    public void beforeEach(ExtensionContext test) {
        EAR.attach();
    }

    @Override
    public void afterEach(ExtensionContext test) {
        List<String> leaks = List.copyOf(EAR.leaks);
        EAR.leaks.clear();
        assertThat(leaks).as("log lines with a secret").isEmpty();
    }

    private static final class Ear extends AbstractAppender {
        private static final PatternLayout LAYOUT = PatternLayout.newBuilder()
                .withConfiguration(((LoggerContext) LogManager.getContext(false)).getConfiguration())
                .withPattern("%p %c %m%fault%ex{0}")
                .build();

        private final Queue<String> leaks = new ConcurrentLinkedQueue<>();

        Ear() {
            super("canary", null, LAYOUT, false, Property.EMPTY_ARRAY);
            start();
        }

        @Override
        public void append(LogEvent event) {
            String line = LAYOUT.toSerializable(event);
            if (Canary.isIn(line)) {
                leaks.add(line);
            }
        }

        /** A test may have had the logging configured anew. */
        void attach() {
            LoggerContext context = (LoggerContext) LogManager.getContext(false);
            List<LoggerConfig> deaf = context.getConfiguration().getLoggers().values().stream()
                    .filter(logger -> logger.getName().isEmpty() || !logger.isAdditive())
                    .filter(logger -> !logger.getAppenders().containsKey(getName()))
                    .toList();
            deaf.forEach(logger -> logger.addAppender(this, null, null));
            if (!deaf.isEmpty()) {
                context.updateLoggers();
            }
        }
    }
}
