package dev.caravan.journal;

import java.util.List;

/**
 * What became of an append.
 *
 * @param ids ids of the events in the journal; of a duplicate only the first event of the original delivery
 * @param duplicate whether the delivery was already known, so that nothing was appended
 */
public record Receipt(List<String> ids, boolean duplicate) {}
