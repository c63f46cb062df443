package dev.caravan.authentication;

import org.jspecify.annotations.Nullable;

/** Decides whether a request comes from whom it claims. */
public interface Authenticator {
    /**
     * Looks at the raw bytes, before anything of them is parsed, and takes as long for a near miss as for a wild guess.
     *
     * @return null when the sender is not proven, whatever is missing, wrong or stale
     */
    @Nullable
    Proof proof(Evidence evidence);

    /** Code of the 401, the same for all that may be amiss. */
    default String refusal() {
        return "invalid-signature";
    }

    /** Whether a token in the path is looked at; a request that brings one is refused by every other scheme. */
    default boolean readsPath() {
        return false;
    }
}
