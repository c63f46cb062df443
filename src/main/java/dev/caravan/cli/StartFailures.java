package dev.caravan.cli;

import dev.caravan.configuration.ConfigurationException;
import dev.caravan.edit.StartFault;
import dev.caravan.journal.JournalException;
import java.io.PrintStream;
import java.util.stream.Stream;

/** Tells why the gateway did not start: Camel wraps the reasons, and what it says itself may hold an address. */
final class StartFailures {
    private StartFailures() {}

    static int tell(Throwable failure, PrintStream err) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .filter(StartFailures::isKnown)
                .findFirst()
                .map(known -> Failures.tell(known, err))
                .orElseGet(() -> routes(failure, err));
    }

    private static boolean isKnown(Throwable cause) {
        return cause instanceof ConfigurationException
                || cause instanceof UserException
                || cause instanceof JournalException;
    }

    private static int routes(Throwable failure, PrintStream err) {
        Failures.line(
                err,
                StartFault.property(failure)
                        .map(key -> key + ": Camel has no such property, or not with this value; correct or remove it")
                        .orElseGet(() -> "routes: " + StartFault.of(failure) + "; run ./caravan check for the reason"));
        return ExitCode.CONFIGURATION;
    }
}
