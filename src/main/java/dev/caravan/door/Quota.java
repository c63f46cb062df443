package dev.caravan.door;

import java.time.Duration;

/** How many requests a source may bring in a period; at least one. */
public record Quota(int requests, Duration period) {}
