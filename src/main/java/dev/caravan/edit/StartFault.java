package dev.caravan.edit;

import java.util.Optional;
import java.util.stream.Stream;
import org.apache.camel.PropertyBindingException;

/** Why routes cannot be started: where that stands, and what it is, in words of our own, since Camel's may hold an address. */
public final class StartFault extends Exception {
    private static final long serialVersionUID = 1L;

    private final String where;
    private final String what;

    /**
     * Names where the cause stands.
     *
     * @param where a file and its line, from {@code routes/} on, or a property
     * @param what a clause
     */
    public StartFault(String where, String what, Throwable cause) {
        super(where + ": " + what, cause);
        this.where = where;
        this.what = what;
    }

    /** What a failure comes from, if that is known no better: the routes. */
    public static StartFault of(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .filter(StartFault.class::isInstance)
                .map(StartFault.class::cast)
                .findFirst()
                .or(() -> ofProperty(failure))
                .orElseGet(
                        () -> new StartFault("routes", "Camel cannot start them, " + StartReason.of(failure), failure));
    }

    private static Optional<StartFault> ofProperty(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .filter(PropertyBindingException.class::isInstance)
                .map(cause -> key((PropertyBindingException) cause))
                .findFirst()
                .map(key -> new StartFault(
                        key, "Camel has no such property, or not with this value; correct or remove it", failure));
    }

    private static String key(PropertyBindingException binding) {
        return binding.getOptionPrefix() == null || binding.getOptionKey() == null
                ? binding.getPropertyName()
                : binding.getOptionPrefix() + binding.getOptionKey();
    }

    public String where() {
        return where;
    }

    public String what() {
        return what;
    }

    /** One line. */
    public String line() {
        return where + ": " + what();
    }
}
