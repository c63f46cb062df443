package dev.caravan.jsonata;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A keyed hash, by which a receiver knows who wrote a body. */
final class Signature {
    private Signature() {}

    /**
     * The HMAC of the bytes in lower-case hex.
     *
     * @param algorithm the hash by its usual name, {@code SHA-256}
     */
    static String of(byte[] bytes, String key, String algorithm) {
        String name = "Hmac" + algorithm.replace("-", "");
        try {
            Mac mac = Mac.getInstance(name);
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), name));
            return HexFormat.of().formatHex(mac.doFinal(bytes));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("no signature with " + name, e);
        }
    }
}
