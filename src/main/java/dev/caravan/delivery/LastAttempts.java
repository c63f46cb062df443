package dev.caravan.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** When each provider was last delivered to, and when and why an attempt last failed, since the start. */
public final class LastAttempts implements Attempts {
    private final Map<String, Instant> delivered = new ConcurrentHashMap<>();
    private final Map<String, Failure> failed = new ConcurrentHashMap<>();
    private final Clock clock;

    /** An attempt that failed. */
    public record Failure(Instant time, Reason reason) {}

    public LastAttempts(Clock clock) {
        this.clock = clock;
    }

    public Optional<Instant> delivery(String provider) {
        return Optional.ofNullable(delivered.get(provider));
    }

    public Optional<Failure> failure(String provider) {
        return Optional.ofNullable(failed.get(provider));
    }

    @Override
    public void attempted(Tried tried) {
        if (tried.verdict().outcome() != Outcome.DELIVERED) {
            failed.put(
                    tried.provider(),
                    new Failure(clock.instant(), tried.verdict().reason()));
        }
    }

    @Override
    public void delivered(String provider, Duration age) {
        delivered.put(provider, clock.instant());
    }

    @Override
    public void buried(String provider, Reason reason) {
        // the attempt before tells why
    }
}
