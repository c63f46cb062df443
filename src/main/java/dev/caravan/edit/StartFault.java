package dev.caravan.edit;

import java.util.stream.Stream;
import org.apache.camel.FailedToCreateRouteException;
import org.apache.camel.FailedToStartRouteException;
import org.jspecify.annotations.Nullable;

/** Says which route cannot be started, and where it stands; not in Camel's words, which may hold an address. */
public final class StartFault {
    private StartFault() {}

    /** As a clause. */
    public static String of(Throwable failure) {
        String place = Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .map(StartFault::place)
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("them");
        return "Camel cannot start " + place + " ("
                + deepest(failure).getClass().getSimpleName() + ")";
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
