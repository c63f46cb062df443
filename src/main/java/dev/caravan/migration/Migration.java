package dev.caravan.migration;

import java.util.List;
import java.util.Map;

/**
 * What the configuration of another tool amounts to here.
 *
 * @param properties in the order in which they are to be written; no secrets
 * @param secrets the files of {@code secrets.directory}: by folder, which is a provider's name, then by key
 * @param left what could not be carried over, a sentence each, which never holds a secret
 */
public record Migration(Map<String, String> properties, Map<String, Map<String, String>> secrets, List<String> left) {
    /** Names no value. */
    @Override
    public String toString() {
        return "Migration" + properties.keySet();
    }
}
