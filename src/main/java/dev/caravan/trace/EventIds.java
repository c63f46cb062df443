package dev.caravan.trace;

import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.sdk.trace.IdGenerator;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Makes the ids of an event's trace from the id of the event, so that whoever delivers it, after a restart or on another machine,
 * goes on with the trace of the request that brought it, and nothing has to be kept for that.
 */
final class EventIds implements IdGenerator {
    private static final ContextKey<String> ROOT = ContextKey.named("caravan.event");
    private static final int TRACE = 32;
    private static final int SPAN = 16;

    private final IdGenerator random = IdGenerator.random();

    /** In which the next root span begins the trace of this event. */
    static Context rootOf(String event) {
        return Context.root().with(ROOT, event);
    }

    /** The span that {@link #rootOf} makes. */
    static SpanContext root(String event) {
        String digest = digest(event);
        return SpanContext.createFromRemoteParent(
                digest.substring(0, TRACE),
                digest.substring(TRACE, TRACE + SPAN),
                TraceFlags.getSampled(),
                TraceState.getDefault());
    }

    @Override
    public String generateTraceId() {
        String event = begun();
        return event == null ? random.generateTraceId() : root(event).getTraceId();
    }

    @Override
    public String generateSpanId() {
        String event = begun();
        return event == null ? random.generateSpanId() : root(event).getSpanId();
    }

    /** Ids are made without a context of their own, on the thread that starts the span. */
    private static @Nullable String begun() {
        return Context.current().get(ROOT);
    }

    private static String digest(String event) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(event.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }
}
