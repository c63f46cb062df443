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
    private final Map<String, Long> holds = new ConcurrentHashMap<>();
    private final Map<String, Instant> freed = new ConcurrentHashMap<>();
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

    /** How long the lane was held back last, in milliseconds; 0 when its provider took the credentials. */
    long held(String lane) {
        return holds.getOrDefault(lane, 0L);
    }

    /** Holds the lane back until it is resumed, or for so long; nothing of it is given up meanwhile. */
    void hold(String lane, Duration pause) {
        holds.put(lane, pause.toMillis());
        pause(lane, pause);
    }

    /** The provider takes the credentials. */
    void accepted(String lane) {
        if (holds.remove(lane) != null) {
            freed.put(lane, clock.instant());
        }
    }

    /** For how long an event of this age may have failed by itself: the time its lane was held back does not count. */
    Duration counted(String lane, Duration age) {
        if (holds.containsKey(lane)) {
            return Duration.ZERO;
        }
        Instant since = freed.get(lane);
        Duration free = since == null ? age : Duration.between(since, clock.instant());
        return free.compareTo(age) < 0 ? free : age;
    }

    /** Ends the lane's pause: what kept it from its provider may be mended. */
    public void resume(String lane) {
        accepted(lane);
        pausedUntil.remove(lane);
        wakes.getOrDefault(lane, () -> {}).run();
    }

    @Override
    public void onChange(String lane, Runnable wake) {
        wakes.put(lane, wake);
    }

    @Override
    public Duration pause(String lane) {
        Instant until = pausedUntil.get(lane);
        return until == null ? Duration.ZERO : Duration.between(clock.instant(), until);
    }

    @Override
    public int concurrency(String lane) {
        return policy(lane).concurrency();
    }
}
