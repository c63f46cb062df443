package dev.caravan.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.core.impl.Log4jLogEvent;
import org.apache.logging.log4j.message.SimpleMessage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogLineTest {
    private static final String SECRET = "https://hooks.example/services/T0/B0/s3cr3t";

    @ParameterizedTest
    @ValueSource(strings = {"log4j2.properties", "log4j2-json.properties"})
    void aLineIsOneLineAndTellsNoTextOfAnException(String file) throws Exception {
        String line = lines(file, event("went\nwrong\u001b[2J\u202e", new IllegalStateException(SECRET)));
        assertThat(line).doesNotContain("s3cr3t", "\u001b", "\u202e").contains("went", "IllegalStateException at ");
        assertThat(line.strip().lines()).hasSize(1);
    }

    private static LogEvent event(String text, Throwable thrown) {
        return Log4jLogEvent.newBuilder()
                .setLoggerName("dev.caravan.Some")
                .setLevel(Level.WARN)
                .setMessage(new SimpleMessage(text))
                .setThrown(new IllegalArgumentException(SECRET, thrown))
                .build();
    }

    private static String lines(String file, LogEvent event) throws Exception {
        URI location = LogLineTest.class.getResource("/" + file).toURI();
        try (LoggerContext context = new LoggerContext("test", null, location)) {
            context.start();
            return context.getConfiguration()
                    .getAppender("console")
                    .getLayout()
                    .toSerializable(event)
                    .toString();
        } finally {
            Configurator.reconfigure();
        }
    }
}
