package dev.caravan.authentication;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Decides whether a request comes from whom it claims. */
public interface Authenticator {
    /**
     * Looks at the raw bytes, before anything of them is parsed, and takes as long for a near miss as for a wild guess.
     *
     * @return null when the sender is not proven, whatever is missing, wrong or stale
     * @throws dev.caravan.keys.NotYet when that cannot be told before something was fetched
     */
    @Nullable
    Proof proof(Evidence evidence);

    /** Code of the 401, the same for all that may be amiss. */
    default String refusal() {
        return "invalid-signature";
    }

    /** Gets what will be needed, in the background, before the first sender has to wait for it. */
    default void prepare() {}

    /** Whether a request that is proven asks for a call of this address, and this may be done: no other proof of a sender is enough for that. */
    default boolean asks(Evidence evidence, URI address) {
        return false;
    }

    /** Whether a token in the path is looked at; a request that brings one is refused by every other scheme. */
    default boolean readsPath() {
        return false;
    }
}
