package dev.caravan.explain;

import java.util.Map;

/**
 * An event that a sample became.
 *
 * @param source whose folder the sample lies in
 * @param name the sample's, and which of its events it is where there are several
 */
record SampleEvent(String source, String name, Map<String, Object> event) {}
