package dev.caravan.cli;

import dev.caravan.configuration.ConfigurationException;
import dev.caravan.edit.StartFault;
import dev.caravan.journal.JournalException;
import java.io.PrintStream;
import java.util.Optional;
import java.util.stream.Stream;

/** Tells why the gateway did not start: Camel wraps the reasons, and what it says itself may hold an address. */
final class StartFailures {
    private StartFailures() {}

    static int tell(Throwable failure, PrintStream err) {
        return known(failure).map(known -> Failures.tell(known, err)).orElseGet(() -> routes(failure, err));
    }

    /** What has nothing to do with the routes, if that is the cause: ports, journal or what the configuration says itself. */
    static Optional<Throwable> known(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .filter(StartFailures::isKnown)
                .findFirst();
    }

    private static boolean isKnown(Throwable cause) {
        return cause instanceof ConfigurationException
                || cause instanceof UserException
                || cause instanceof JournalException;
    }

    private static int routes(Throwable failure, PrintStream err) {
        Failures.line(err, StartFault.of(failure).line());
        return ExitCode.CONFIGURATION;
    }
}
