package dev.caravan.keys;

import java.io.Serial;

/** A document was not to be had; its text tells why, and never where, since an address may hold a secret. */
public final class FetchException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    public FetchException(String why) {
        super(why, null, false, false);
    }
}
