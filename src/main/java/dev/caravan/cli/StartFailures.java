package dev.caravan.cli;

import dev.caravan.configuration.ConfigurationException;
import dev.caravan.journal.JournalException;
import java.io.PrintStream;
import java.util.stream.Stream;
import org.apache.camel.FailedToCreateRouteException;
import org.apache.camel.FailedToStartRouteException;
import org.jspecify.annotations.Nullable;

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
        String place = Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .map(StartFailures::place)
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("");
        Failures.line(
                err,
                "routes: Camel cannot start " + (place.isEmpty() ? "them" : place) + " ("
                        + deepest(failure).getClass().getSimpleName() + "); run ./caravan check for the reason");
        return ExitCode.CONFIGURATION;
    }

    private static String place(Throwable cause) {
        if (cause instanceof FailedToStartRouteException started) {
            return "route " + started.getRouteId() + at(started.getLocation());
        }
        if (cause instanceof FailedToCreateRouteException created) {
            return "route " + created.getRouteId() + at(created.getLocation());
        }
        return "";
    }

    private static String at(@Nullable String location) {
        return location == null ? "" : " at " + location;
    }

    private static Throwable deepest(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }
}
