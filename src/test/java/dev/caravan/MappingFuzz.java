package dev.caravan;

import dev.caravan.door.ProblemException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * No payload that resembles a sample breaks a mapping, whether it is still recognised or not, nor what the event is told with: a
 * mapping ends with an event, with none, or with a refusal. An input is the number of a sample and a {@link Mutation} of it.
 */
public final class MappingFuzz {
    private static final List<Samples.Payload> SAMPLES = Samples.payloads();

    private static @Nullable Mappings mappings;
    private static @Nullable Messages messages;

    private MappingFuzz() {}

    /** Starts all that the first input would be blamed for otherwise. */
    public static void fuzzerInitialize() throws Exception {
        fuzzerTestOneInput(new byte[0]);
    }

    /** The name that Jazzer calls, once per input. */
    public static void fuzzerTestOneInput(byte[] input) throws Exception {
        Mutation mutation = new Mutation(input);
        Samples.Payload sample = mutation.choose(SAMPLES);
        Object payload = mutation.of(sample.body());
        try {
            Object detected = mappings().detect(payload).event();
            Object mapped = mappings().map(sample.source(), payload).event();
            tell(mapped);
            if (!Objects.equals(detected, mapped)) {
                tell(detected);
            }
        } catch (ProblemException refusal) {
            // is an answer
        } catch (Exception e) {
            throw new AssertionError(sample.source() + " cannot map " + Samples.json(payload), e);
        }
    }

    private static void tell(@Nullable Object event) {
        if (event instanceof Map<?, ?> one) {
            messages().render(one);
        }
        if (event instanceof List<?> several) {
            several.forEach(MappingFuzz::tell);
        }
    }

    private static synchronized Mappings mappings() throws Exception {
        if (mappings == null) {
            mappings = new Mappings(true);
        }
        return mappings;
    }

    private static synchronized Messages messages() {
        if (messages == null) {
            messages = new Messages();
        }
        return messages;
    }
}
