package dev.caravan.authentication;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a request's header fields claim about its signature.
 *
 * @param digest how it was made, {@code encoding} how it is written
 * @param signatures any of them will do
 * @param id the delivery's id where it is signed
 * @param time seconds since 1970 where they are signed
 * @param before what is signed in front of the body
 */
record Claim(
        Digest digest,
        Encoding encoding,
        List<String> signatures,
        @Nullable String id,
        @Nullable String time,
        String before) {
    /** Where a sender's signatures stand, and in what form. */
    interface Reader {
        /** Null where a field is missing or has another form. */
        @Nullable
        Claim read(Evidence evidence);
    }

    @Override
    public String toString() {
        return "Claim[" + digest + "]";
    }
}
