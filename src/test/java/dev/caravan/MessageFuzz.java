package dev.caravan;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * No event breaks a provider's message, also none that Flux sends otherwise than it says. An input is the number of a shared event and
 * a {@link Mutation} of it.
 */
public final class MessageFuzz {
    /** Without the one that is long, which takes its time; a mutation makes texts long as well. */
    private static final List<Map<String, Object>> EVENTS = Samples.events().entrySet().stream()
            .filter(event -> !event.getKey().equals("long"))
            .map(Map.Entry::getValue)
            .toList();

    private static @Nullable Messages messages;

    private MessageFuzz() {}

    /** Starts all that the first input would be blamed for otherwise. */
    public static void fuzzerInitialize() {
        fuzzerTestOneInput(new byte[0]);
    }

    /** The name that Jazzer calls, once per input. */
    public static void fuzzerTestOneInput(byte[] input) {
        Mutation mutation = new Mutation(input);
        messages().render(mutation.of(mutation.choose(EVENTS)));
    }

    private static synchronized Messages messages() {
        if (messages == null) {
            messages = new Messages();
        }
        return messages;
    }
}
