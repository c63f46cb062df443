package dev.caravan.jsonata;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A keyed hash, by which a receiver knows who wrote a body. */
final class Signature {
    private Signature() {}

    /**
     * The HMAC of the bytes.
     *
     * @param keys the first is the secret; each further one is signed with what came of those before, which is the next key
     * @param algorithm the hash by its usual name, {@code SHA-256}
     */
    static byte[] of(byte[] bytes, List<String> keys, String algorithm) {
        String name = "Hmac" + algorithm.replace("-", "");
        byte[] key = keys.get(0).getBytes(StandardCharsets.UTF_8);
        for (String next : keys.subList(1, keys.size())) {
            key = code(next.getBytes(StandardCharsets.UTF_8), key, name);
        }
        return code(bytes, key, name);
    }

    private static byte[] code(byte[] bytes, byte[] key, String name) {
        try {
            Mac mac = Mac.getInstance(name);
            mac.init(new SecretKeySpec(key, name));
            return mac.doFinal(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("no signature with " + name, e);
        }
    }
}
