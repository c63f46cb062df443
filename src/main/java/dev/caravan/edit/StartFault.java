package dev.caravan.edit;

import java.util.Optional;
import java.util.stream.Stream;
import org.apache.camel.FailedToCreateRouteException;
import org.apache.camel.FailedToStartRouteException;
import org.apache.camel.PropertyBindingException;
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

    /** The property that Camel does not know, or not with this value, if that is why. */
    public static Optional<String> property(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .filter(PropertyBindingException.class::isInstance)
                .map(cause -> key((PropertyBindingException) cause))
                .findFirst();
    }

    private static String key(PropertyBindingException binding) {
        return binding.getOptionPrefix() == null || binding.getOptionKey() == null
                ? binding.getPropertyName()
                : binding.getOptionPrefix() + binding.getOptionKey();
    }

    private static String place(Throwable cause) {
        if (cause instanceof FailedToStartRouteException started) {
            return "route " + started.getRouteId() + at(started.getLocation());
        }
        if (cause instanceof FailedToCreateRouteException created) {
            return "route " + created.getRouteId() + at(created.getLocation());
        }
        return cause instanceof PropertyBindingException binding ? "with " + key(binding) : "";
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
