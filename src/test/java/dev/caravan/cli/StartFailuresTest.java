package dev.caravan.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.caravan.edit.StartFault;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.apache.camel.main.Main;
import org.apache.camel.main.SimpleMainShutdownStrategy;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StartFailuresTest {
    private static final String VALUE = "canary-7f3a";

    @ParameterizedTest
    @ValueSource(strings = {"camel.main.wibble", "camel.health.wibble", "camel.component.log.wibble"})
    void aPropertyThatCamelRefusesIsNamedWithoutItsValue(String key) {
        Main main = new Main();
        main.setShutdownStrategy(new SimpleMainShutdownStrategy());
        main.addOverrideProperty("camel.main.startup-summary-level", "Off");
        main.addOverrideProperty(key, VALUE);
        Throwable failure = catchThrowable(main::start);
        ByteArrayOutputStream err = new ByteArrayOutputStream();

        assertThat(StartFailures.tell(failure, new PrintStream(err, true, UTF_8)))
                .isEqualTo(ExitCode.CONFIGURATION);
        assertThat(err.toString(UTF_8))
                .isEqualTo(key + ": Camel has no such property, or not with this value; correct or remove it\n");
        assertThat(StartFault.of(failure).where()).isEqualTo(key);
        main.stop();
    }
}
