package dev.caravan.keys;

import java.time.Duration;

/**
 * A document as it was answered.
 *
 * @param freshFor how long its server lets it be kept, zero when that is not said
 */
// nobody compares documents
@SuppressWarnings("ArrayRecordComponent")
public record Fetched(byte[] body, Duration freshFor) {}
