package dev.caravan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.configuration.Configuration;
import dev.caravan.configuration.Surroundings;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.layout.template.json.JsonTemplateLayout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunCommandTest {
    @TempDir
    Path directory;

    @Test
    void linesAreJsonAlthoughAPlaceholderHadLog4jBegin() throws Exception {
        Files.writeString(
                directory.resolve("application.properties"),
                "log.format=json\nwebhook.token={{env:NO_SUCH_THING:x}}\n");
        Configuration configuration = Configuration.read(Surroundings.of(directory, Path.of("routes")));
        LoggerContext log = LoggerContext.getContext(false);
        assertThat(log.isStarted()).isTrue();
        try {
            RunCommand.log(configuration.logFormat());
            assertThat(log.getConfiguration().getAppender("console").getLayout())
                    .isInstanceOf(JsonTemplateLayout.class);
        } finally {
            log.setConfigLocation(null);
        }
    }
}
