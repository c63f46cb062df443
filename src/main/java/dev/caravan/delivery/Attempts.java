package dev.caravan.delivery;

import java.time.Duration;

/** Is told of every attempt; the metrics are one. */
public interface Attempts {
    /** {@code took} is the attempt alone, without waiting for the rate. */
    void attempted(String provider, Outcome outcome, Reason reason, Duration took);

    /** {@code age} is the time from the event's acceptance to its delivery. */
    void delivered(String provider, Duration age);

    void buried(String provider, Reason reason);
}
