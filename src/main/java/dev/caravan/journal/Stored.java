package dev.caravan.journal;

import org.jspecify.annotations.Nullable;

/**
 * An entry with what its readers need to know about it.
 *
 * @param lane the only lane it is for; null if it is for all
 * @param size length of its JSON text
 */
record Stored(Entry entry, @Nullable String lane, int size) {
    boolean isFor(String name) {
        return lane == null || lane.equals(name);
    }
}
