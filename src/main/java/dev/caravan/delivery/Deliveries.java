package dev.caravan.delivery;

import dev.caravan.journal.LaneGate;
import dev.caravan.provider.Rate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What attempts need to know of each provider, and until when its lane pauses. */
public final class Deliveries implements LaneGate {

    /**
     * How one provider's attempts are judged.
     *
     * @param type the provider's, whose lanes may share a limit
     * @param concurrency how many events may be on their way at once
     * @param rate how many attempts it may make in a period
     * @param giveUpAfter age of the event at which a failing attempt is the last
     * @param digest how far messages are apart, what comes meanwhile being told as one; zero for a message per event
     */
    public record Policy(
            String type, int concurrency, Rate rate, Duration giveUpAfter, Duration digest, Outcomes outcomes) {}

    /** So many lines a chat shows without cutting the message. */
    private static final int MOST_AS_ONE = 20;

    private final Map<String, Policy> policies = new ConcurrentHashMap<>();
    private final Map<String, Permits> permits = new ConcurrentHashMap<>();
    private final Map<String, Instant> pausedUntil = new ConcurrentHashMap<>();
    private final Map<String, Runnable> wakes = new ConcurrentHashMap<>();
    private final Holds holds;
    private final Clock clock;
    private volatile Runnable onHold = () -> {};

    /** {@code clock} is the one that pauses go by: {@link MonotonicClock}, but for tests. */
    public Deliveries(Map<String, Policy> policies, Clock clock) {
        know(policies);
        this.holds = new Holds(clock);
        this.clock = clock;
    }

    /** Judges by these from now on, by provider; pauses go on, and so does what a rate has counted. */
    public void know(Map<String, Policy> given) {
        policies.putAll(given);
        given.forEach((lane, policy) -> permits.compute(
                lane,
                (name, now) -> now != null && now.rate().equals(policy.rate()) ? now : new Permits(policy.rate())));
    }

    /** No attempt of it may come any more. */
    public void forget(String provider) {
        policies.remove(provider);
        permits.remove(provider);
    }

    Policy policy(String provider) {
        Policy policy = policies.get(provider);
        if (policy == null) {
            throw new IllegalStateException("no provider " + provider);
        }
        return policy;
    }

    /** What is left of its rate. */
    Permits permits(String provider) {
        Permits left = permits.get(provider);
        if (left == null) {
            throw new IllegalStateException("no provider " + provider);
        }
        return left;
    }

    /** Which lanes were held back, and since when they are not. */
    Holds holds() {
        return holds;
    }

    /** Holds back whatever this lane has not yet begun; never shortens a pause. */
    void pause(String lane, Duration pause) {
        pausedUntil.merge(lane, clock.instant().plus(pause), (a, b) -> a.isAfter(b) ? a : b);
    }

    /** An answer may ask for a pause whatever else it says, and for that of all lanes of the type, which share its limit. */
    void slowDown(String provider, Bound bound, @Nullable Duration pause) {
        if (pause == null) {
            return;
        }
        String type = policy(provider).type();
        policies.forEach((lane, policy) -> {
            if (lane.equals(provider) || (bound.wholeType() && policy.type().equals(type))) {
                pause(lane, pause);
            }
        });
    }

    /** A message was delivered: the next waits for the digest's time, unless this one could not hold all that waits already. */
    void told(String lane, int events) {
        Duration digest = policy(lane).digest();
        if (!digest.isZero() && events < MOST_AS_ONE) {
            pause(lane, digest);
        }
    }

    @Override
    public int mostAsOne(String lane) {
        return policy(lane).digest().isZero() ? 1 : MOST_AS_ONE;
    }

    /** The pause, or that of the lane if it is longer; a hold is none, as it may end at any moment. */
    Duration atLeast(String lane, Duration pause) {
        Duration whole = holds.last(lane) > 0 ? Duration.ZERO : pause(lane);
        return whole.compareTo(pause) > 0 ? whole : pause;
    }

    /** Asks to run {@code look} whenever a lane is held back: what its provider refuses may have been mended already. */
    public void onHold(Runnable look) {
        onHold = look;
    }

    /** Holds the lane back until it is resumed, or for so long; nothing of it is given up meanwhile. */
    public void hold(String lane, Duration pause) {
        holds.begin(lane, pause);
        pause(lane, pause);
    }

    /**
     * The same for an attempt that was refused; of settings that were replaced after it began, it holds nothing back.
     *
     * @param begun by {@link System#nanoTime()}
     */
    void holdRefused(String lane, Duration pause, long begun) {
        hold(lane, pause);
        if (holds.renewedSince(lane, begun)) { // only now: whoever resumes the lane later finds the pause and ends it
            release(lane);
        }
        onHold.run();
    }

    /** Ends the lane's pause: what kept it from its provider may be mended. */
    public void resume(String lane) {
        holds.renew(lane);
        release(lane);
    }

    private void release(String lane) {
        holds.end(lane);
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
