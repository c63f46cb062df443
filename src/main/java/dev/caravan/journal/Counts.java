package dev.caravan.journal;

/**
 * Sizes, for gauges.
 *
 * @param events kept in the journal
 * @param deadLetters kept
 * @param waiting appends that wait for their commit
 */
public record Counts(long events, long deadLetters, long waiting) {}
