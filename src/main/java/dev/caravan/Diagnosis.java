package dev.caravan;

import dev.caravan.configuration.ChannelSettings;
import dev.caravan.configuration.Configuration;
import dev.caravan.edit.StartFault;
import dev.caravan.edit.StartReason;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.FailedToCreateRouteException;
import org.apache.camel.FailedToStartRouteException;
import org.apache.camel.NamedNode;
import org.apache.camel.NoSuchEndpointException;
import org.apache.camel.ResolveEndpointFailedException;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.jspecify.annotations.Nullable;

/** Finds where the cause of a failed start stands: Camel names the route, but often no file. */
record Diagnosis(@Nullable CamelContext context, Configuration configuration, Path routes) {
    private static final String FILE = "file:";
    /** So Camel begins to tell which step of a route it is. */
    private static final String STEP = " at: >>> ";

    StartFault of(Exception failure) {
        String reason = StartReason.of(failure);
        return causes(failure)
                .filter(Diagnosis::isRoute)
                .reduce((outer, inner) -> inner)
                .map(cause -> new StartFault(
                        channel(cause).orElseGet(() -> place(id(cause), cause)),
                        "Camel cannot start route " + id(cause) + ", " + reason,
                        failure))
                .orElseGet(() -> StartFault.of(failure));
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause);
    }

    private static boolean isRoute(Throwable cause) {
        return cause instanceof FailedToStartRouteException || cause instanceof FailedToCreateRouteException;
    }

    private static String id(Throwable cause) {
        String id = cause instanceof FailedToStartRouteException started
                ? started.getRouteId()
                : ((FailedToCreateRouteException) cause).getRouteId();
        return String.valueOf(id);
    }

    /** The property whose value is the endpoint that cannot be had: a step publishes, a start subscribes. */
    private Optional<String> channel(Throwable failed) {
        ChannelSettings channels = configuration.channels();
        Map<String, String> suspects = String.valueOf(failed.getMessage()).contains(STEP)
                ? Map.of("channel.publish", channels.publish(), "channel.dead", channels.dead())
                : Map.of("channel.subscribe", channels.subscribe());
        return suspects.entrySet().stream()
                .filter(channel -> causes(failed).anyMatch(cause -> isAbout(cause, channel.getValue())))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private static boolean isAbout(Throwable cause, String channel) {
        String uri = cause instanceof NoSuchEndpointException missing
                ? missing.getUri()
                : cause instanceof ResolveEndpointFailedException unresolved ? unresolved.getUri() : "";
        return path(uri).equals(path(channel));
    }

    /** Camel writes two slashes after the scheme. */
    private static String path(String uri) {
        return uri.replaceFirst("\\?.*", "").replaceFirst("^([^:]+:)//", "$1");
    }

    /** The step's place, or else that of what the route starts from. */
    private String place(String id, Throwable cause) {
        RouteDefinition route = context instanceof ModelCamelContext model ? model.getRouteDefinition(id) : null;
        if (route == null) {
            return "routes";
        }
        NamedNode node = step(route.getOutputs(), cause).orElse(route.getInput());
        String location = node.getLocation();
        if (location == null || !location.startsWith(FILE)) {
            return "routes";
        }
        Path file = Path.of(location.substring(FILE.length()));
        return (file.startsWith(routes) ? "routes/" + routes.relativize(file) : file) + ":" + node.getLineNumber();
    }

    /** Camel names the step by what it is. */
    private static Optional<NamedNode> step(List<? extends NamedNode> steps, Throwable cause) {
        String text = String.valueOf(cause.getMessage());
        return steps.stream()
                .<NamedNode>map(step -> step)
                .filter(step -> text.contains(STEP + step + " <<< "))
                .findFirst();
    }
}
