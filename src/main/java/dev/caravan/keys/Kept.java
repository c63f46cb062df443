package dev.caravan.keys;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Something that lies elsewhere, as it was last read. It is read again in the background once it is no longer fresh; when that
 * fails, what there is stays in force, so that an outage of its server is none of ours.
 */
final class Kept<T> {
    /** Between two attempts, so that no sender can have its server asked more often. */
    static final Duration REST = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(Kept.class);

    private final String name;
    private final Supplier<CompletableFuture<Fresh<T>>> source;
    private final Clock clock;
    private @Nullable T value;
    private Instant freshUntil = Instant.MIN;
    private Instant read = Instant.MIN;
    private Instant rested = Instant.MIN;
    private CompletableFuture<@Nullable Void> reading = CompletableFuture.completedFuture(null);

    /** What was read, and for how long it need not be read again. */
    record Fresh<T>(T value, Duration life) {}

    /**
     * Reads nothing before it is asked.
     *
     * @param name what it is, for the log
     */
    Kept(String name, Supplier<CompletableFuture<Fresh<T>>> source, Clock clock) {
        this.name = name;
        this.source = source;
        this.clock = clock;
    }

    synchronized Optional<T> value() {
        if (!clock.instant().isBefore(freshUntil)) {
            var unused = renew();
        }
        return Optional.ofNullable(value);
    }

    /** Whether it was read so lately that reading it once more would tell nothing new. */
    synchronized boolean isRecent() {
        return clock.instant().isBefore(read.plus(REST));
    }

    synchronized boolean isEmpty() {
        return value == null && reading.isDone();
    }

    /** Reads it, unless that is being done or was done just now; ends with that, never with a failure. */
    synchronized CompletableFuture<@Nullable Void> renew() {
        Instant now = clock.instant();
        if (reading.isDone() && !now.isBefore(rested)) {
            rested = now.plus(REST);
            reading = source.get().thenAccept(this::take).exceptionally(this::keep);
        }
        return reading;
    }

    private synchronized void take(Fresh<T> fresh) {
        value = fresh.value();
        read = clock.instant();
        freshUntil = read.plus(fresh.life());
    }

    private synchronized @Nullable Void keep(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        // no other text is known to be without secrets
        String why = cause instanceof FetchException
                ? cause.getMessage()
                : cause.getClass().getSimpleName();
        LOG.warn(
                "{} cannot be read ({}): {}",
                name,
                why,
                value == null ? "posts that need it are answered with 503" : "what was read before stays in force");
        return null;
    }
}
