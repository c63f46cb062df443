package dev.caravan.edit;

import java.util.List;

/**
 * What a version changed.
 *
 * @param since when it came in force last
 * @param files that differ from those of the version before, sorted; none for the first
 */
public record Change(String version, String since, List<String> files) {}
