package dev.caravan.journal;

import java.time.Duration;

/**
 * How far a lane is behind.
 *
 * @param events how many wait, those in flight included
 * @param age since when the oldest of them waits; zero if none does
 */
public record Lag(long events, Duration age) {}
