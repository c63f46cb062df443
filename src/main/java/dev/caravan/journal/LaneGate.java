package dev.caravan.journal;

import java.time.Duration;

/** Decides whether a lane may send now: found in the registry, asked by every sender before every entry. */
public interface LaneGate {
    /** How long the lane must pause; zero or less lets it go. */
    Duration pause(String lane);

    /** Asks to run {@code wake} whenever the pause of the lane may have become shorter. */
    default void onChange(String lane, Runnable wake) {}
}
