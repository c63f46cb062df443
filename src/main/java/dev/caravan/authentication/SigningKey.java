package dev.caravan.authentication;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.security.MessageDigest;

/** What one of a source's secrets signs with. */
interface SigningKey {
    boolean signed(Claim claim, byte[] body);

    /** A secret that both sides know. */
    static SigningKey shared(byte[] secret) {
        return (claim, body) -> {
            byte[] signature = claim.digest().of(secret, claim.before().getBytes(ISO_8859_1), body);
            byte[] expected = claim.encoding().encode(signature).getBytes(ISO_8859_1);
            boolean match = false;
            for (String given : claim.signatures()) {
                match |= MessageDigest.isEqual(expected, given.getBytes(ISO_8859_1));
            }
            return match;
        };
    }
}
