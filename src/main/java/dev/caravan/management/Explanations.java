package dev.caravan.management;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Says what would become of a payload, without sending or recording anything. */
@FunctionalInterface
public interface Explanations {
    /**
     * The answer of {@code POST /api/explain}, as JSON text.
     *
     * @param body the payload as it came in, bounded like the door's
     * @param headers the sender's header fields by lower-case name
     * @param source the source that a path would name; null to have it found
     * @throws dev.caravan.door.ProblemException for what the door would refuse too
     */
    String explain(byte[] body, Map<String, String> headers, @Nullable String source);
}
