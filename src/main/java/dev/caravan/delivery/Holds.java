package dev.caravan.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Which lanes are held back since their provider refuses them, and when that ended. */
final class Holds {
    private final Map<String, Long> last = new ConcurrentHashMap<>();
    private final Map<String, Instant> ended = new ConcurrentHashMap<>();
    private final Map<String, Long> renewed = new ConcurrentHashMap<>();
    private final Clock clock;

    Holds(Clock clock) {
        this.clock = clock;
    }

    void begin(String lane, Duration pause) {
        last.put(lane, pause.toMillis());
    }

    /** How long the lane was held back last, in milliseconds; 0 when its provider took the credentials. */
    long last(String lane) {
        return last.getOrDefault(lane, 0L);
    }

    /** The provider takes the credentials, or has others. */
    void end(String lane) {
        if (last.remove(lane) != null) {
            ended.put(lane, clock.instant());
        }
    }

    /** The provider has other settings from now on. */
    void renew(String lane) {
        renewed.put(lane, System.nanoTime());
    }

    /** Whether it was given others after that moment, which is one of {@link System#nanoTime()}. */
    boolean renewedSince(String lane, long moment) {
        Long then = renewed.get(lane);
        return then != null && then - moment > 0;
    }

    /** For how long an event of this age may have failed by itself: the time its lane was held back does not count. */
    Duration counted(String lane, Duration age) {
        if (last.containsKey(lane)) {
            return Duration.ZERO;
        }
        Instant since = ended.get(lane);
        Duration free = since == null ? age : Duration.between(since, clock.instant());
        return free.compareTo(age) < 0 ? free : age;
    }
}
