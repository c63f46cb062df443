package dev.caravan.delivery;

import dev.caravan.journal.LaneGate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What attempts need to know of each provider, and until when its lane pauses. */
public final class Deliveries implements LaneGate {

    /**
     * How one provider's attempts are judged.
     *
     * @param concurrency how many events may be on their way at once
     * @param giveUpAfter age of the event at which a failing attempt is the last
     */
    public record Policy(int concurrency, Duration giveUpAfter, Outcomes outcomes) {}

    private final Map<String, Policy> policies;
    private final Map<String, Instant> pausedUntil = new ConcurrentHashMap<>();
    private final Map<String, Runnable> wakes = new ConcurrentHashMap<>();
    private final Clock clock;

    public Deliveries(Map<String, Policy> policies, Clock clock) {
        this.policies = Map.copyOf(policies);
        this.clock = clock;
    }

    Policy policy(String provider) {
        Policy policy = policies.get(provider);
        if (policy == null) {
            throw new IllegalStateException("no provider " + provider);
        }
        return policy;
    }

    /** Holds back whatever this lane has not yet begun; never shortens a pause. */
    void pause(String lane, Duration pause) {
        pausedUntil.merge(lane, clock.instant().plus(pause), (a, b) -> a.isAfter(b) ? a : b);
    }

    @Override
    public Duration pause(String lane) {
        Instant until = pausedUntil.get(lane);
        return until == null ? Duration.ZERO : Duration.between(clock.instant(), until);
    }

    /** Ends the pause, since what the provider refused has changed, and wakes the lane. */
    public void resume(String lane) {
        pausedUntil.remove(lane);
        wakes.getOrDefault(lane, () -> {}).run();
    }

    @Override
    public void onChange(String lane, Runnable wake) {
        wakes.put(lane, wake);
    }

    @Override
    public int concurrency(String lane) {
        return policy(lane).concurrency();
    }
}
