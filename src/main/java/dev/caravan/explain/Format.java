package dev.caravan.explain;

import org.apache.camel.Predicate;

/**
 * One row of the table in {@code 20-detect}.
 *
 * @param text the predicate as written
 */
record Format(String name, String text, Predicate predicate) {}
