package dev.caravan.journal;

import java.time.Instant;
import java.util.Map;

/**
 * An event in the journal.
 *
 * @param seq its place, ascending in the order of acceptance
 * @param event shared by all lanes: never changed
 */
public record Entry(long seq, String id, String source, Instant acceptedAt, Map<String, Object> event) {}
