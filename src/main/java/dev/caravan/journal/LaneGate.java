package dev.caravan.journal;

import java.time.Duration;

/** Decides whether a lane may send now: found in the registry, asked by every sender before every entry. */
public interface LaneGate {
    /** How long the lane must pause; zero or less lets it go. */
    Duration pause(String lane);

    /** How many events of the lane may be on their way at once, where the endpoint does not say it. */
    default int concurrency(String lane) {
        return 1;
    }

    /** How many events of the lane may be sent as one, if so many wait when it may send. */
    default int mostAsOne(String lane) {
        return 1;
    }

    /** Asks to run {@code wake} whenever the pause of the lane may have become shorter. */
    default void onChange(String lane, Runnable wake) {}
}
