package dev.caravan.delivery;

import java.time.Duration;
import java.util.List;

/**
 * One attempt that has ended.
 *
 * @param events the ids of what it told of, in order; more than one for a digest
 * @param number from 1, of all attempts for this event at this provider
 * @param took the attempt alone, without waiting for the rate
 */
public record Tried(String provider, List<String> events, int number, Verdict verdict, Duration took) {}
