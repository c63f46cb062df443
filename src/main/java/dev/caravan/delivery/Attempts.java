package dev.caravan.delivery;

import java.time.Duration;

/** Is told of every attempt; the metrics are one. */
public interface Attempts {
    void attempted(Tried tried);

    /** {@code age} is the time from the event's acceptance to its delivery. */
    void delivered(String provider, Duration age);

    void buried(String provider, Reason reason);

    /** Tells both of everything. */
    static Attempts both(Attempts one, Attempts other) {
        return new Attempts() {
            @Override
            public void attempted(Tried tried) {
                one.attempted(tried);
                other.attempted(tried);
            }

            @Override
            public void delivered(String provider, Duration age) {
                one.delivered(provider, age);
                other.delivered(provider, age);
            }

            @Override
            public void buried(String provider, Reason reason) {
                one.buried(provider, reason);
                other.buried(provider, reason);
            }
        };
    }
}
