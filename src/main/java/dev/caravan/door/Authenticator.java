package dev.caravan.door;

import org.jspecify.annotations.Nullable;

/** Decides whether a request comes from whom it claims; one class per scheme. */
interface Authenticator {
    /**
     * True when the request proves its sender.
     *
     * @param inbound headers and raw bytes
     * @param pathToken last path segment of {@code /webhook/{source}/{token}}; a scheme that has no use for it must
     *     refuse a request that brings one
     */
    boolean admits(Inbound inbound, @Nullable String pathToken);

    /** Code of the 401. */
    default String refusal() {
        return "invalid-token";
    }
}
