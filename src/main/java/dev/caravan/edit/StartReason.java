package dev.caravan.edit;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.NoSuchBeanException;
import org.apache.camel.NoSuchEndpointException;
import org.apache.camel.ResolveEndpointFailedException;
import org.apache.camel.language.simple.types.SimpleIllegalSyntaxException;
import org.jspecify.annotations.Nullable;

/** What Camel found wrong, by names alone: no value, no address and nothing of an expression, since they may hold secrets. */
public final class StartReason {
    private static final Pattern SCHEME = Pattern.compile("([A-Za-z][\\w+-]*):.*", Pattern.DOTALL);
    private static final Pattern UNKNOWN = Pattern.compile("Unknown parameters=\\[\\{(.*)}]", Pattern.DOTALL);
    private static final Pattern OPTION = Pattern.compile("[?&]([\\w.-]+)=");
    private static final Pattern FUNCTION = Pattern.compile("Unknown function: ([A-Za-z]+)\\b.*", Pattern.DOTALL);
    private static final Pattern PROPERTY =
            Pattern.compile("Property with key \\[([\\w.-]+)] not found.*", Pattern.DOTALL);

    private StartReason() {}

    /** As a clause. */
    public static String of(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .flatMap(cause -> known(cause).stream())
                .reduce((outer, inner) -> inner)
                .orElseGet(() -> "for a reason that it calls "
                        + deepest(failure).getClass().getSimpleName());
    }

    private static Optional<String> known(Throwable cause) {
        if (cause instanceof NoSuchBeanException bean && bean.getName() != null) {
            return Optional.of("there is no bean " + bean.getName());
        }
        if (cause instanceof NoSuchEndpointException endpoint) {
            return Optional.of("there is no component " + scheme(endpoint.getUri()));
        }
        if (cause instanceof ResolveEndpointFailedException endpoint) {
            return Optional.of(scheme(endpoint.getUri()) + options(endpoint));
        }
        if (cause instanceof SimpleIllegalSyntaxException simple) {
            return Optional.of("an expression of Simple is wrong at its character " + (simple.getIndex() + 1)
                    + named(FUNCTION, simple.getMessage(), ", there is no function "));
        }
        return Optional.of(named(PROPERTY, cause.getMessage(), "there is no property "))
                .filter(text -> !text.isEmpty());
    }

    private static String scheme(String uri) {
        Matcher scheme = SCHEME.matcher(uri);
        return scheme.matches() ? scheme.group(1) : "for an endpoint that names none";
    }

    /** Only what the endpoint's address has as the name of an option is one. */
    private static String options(ResolveEndpointFailedException failure) {
        Matcher unknown = UNKNOWN.matcher(String.valueOf(failure.getMessage()));
        if (!unknown.find()) {
            return " does not take the address that it is given";
        }
        String rejected = ", " + unknown.group(1);
        return OPTION.matcher(failure.getUri())
                .results()
                .map(option -> option.group(1))
                .filter(option -> rejected.contains(", " + option + "="))
                .distinct()
                .collect(Collectors.joining(", ", " has no option ", ""));
    }

    private static String named(Pattern pattern, @Nullable String message, String before) {
        Matcher name = pattern.matcher(String.valueOf(message));
        return name.matches() ? before + name.group(1) : "";
    }

    private static Throwable deepest(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }
}
