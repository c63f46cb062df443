package dev.caravan.journal;

import org.jspecify.annotations.Nullable;

/**
 * Whether appends are taken.
 *
 * @param reason why not; null while writable
 */
public record Health(boolean writable, @Nullable String reason) {
    static final Health GOOD = new Health(true, null);
}
