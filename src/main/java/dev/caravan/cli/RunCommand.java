package dev.caravan.cli;

import dev.caravan.Gateway;
import dev.caravan.configuration.Configuration;
import dev.caravan.configuration.LogFormat;
import dev.caravan.edit.Beginning;
import dev.caravan.edit.Edits;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.apache.logging.log4j.core.config.Configurator;
import picocli.CommandLine.Command;

/** Runs the gateway until the process is told to stop. */
@Command(name = "run", description = "Runs the gateway (default).")
final class RunCommand implements Callable<Integer> {
    private static final String LOG_FILE = "log4j2.configurationFile";
    private static final String JSON_LINES = "classpath:log4j2-json.properties";

    @Override
    public Integer call() {
        Stop stop = new Stop();
        try {
            Runtime.getRuntime().addShutdownHook(stop);
            Beginning beginning = Installation.beginning();
            Gateway gateway;
            try {
                gateway = start(beginning);
            } catch (Exception e) {
                beginning = without(beginning, e);
                gateway = start(beginning);
            }
            stop.close(gateway);
            gateway.follow(new Edits(beginning, gateway));
            new CountDownLatch(1).await();
            return ExitCode.OK;
        } catch (Exception e) {
            return stop.failed(e);
        }
    }

    private static Gateway start(Beginning beginning) throws Exception {
        Configuration configuration = beginning.configuration();
        log(configuration.logFormat());
        LogLines.letWait();
        checkPorts(configuration);
        return Gateway.start(configuration, beginning.routes());
    }

    /** What to start after a failure, if that is what an edit has brought. */
    private static Beginning without(Beginning beginning, Exception failure) throws Exception {
        if (StartFailures.known(failure).isPresent()) {
            throw failure;
        }
        return beginning.without(failure).orElseThrow(() -> failure);
    }

    /** Log4j may have its file already, the one for people: a placeholder is resolved by a context, and that has a logger. */
    static void log(LogFormat format) {
        if (format == LogFormat.JSON && System.getProperty(LOG_FILE) == null) {
            Configurator.initialize(null, JSON_LINES);
        }
    }

    /** Camel's listener only warns of a port that is taken, and the journal should not be made for nothing. */
    private static void checkPorts(Configuration configuration) {
        Port.check(
                "camel.server.port",
                configuration.door().host(),
                configuration.door().port());
        Port.check(
                "camel.management.port",
                configuration.management().host(),
                configuration.management().port());
    }
}
