package dev.caravan.authentication;

import org.jspecify.annotations.Nullable;

/**
 * That a request comes from whom it claims.
 *
 * @param id the delivery's id where the proof covers it: who repeats the request cannot change it
 */
public record Proof(@Nullable String id) {
    /** Of a scheme that covers no id. */
    static final Proof PLAIN = new Proof(null);

    static @Nullable Proof of(boolean proven) {
        return proven ? PLAIN : null;
    }
}
