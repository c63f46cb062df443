package dev.caravan.rotation;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.caravan.provider.Secret;
import dev.caravan.provider.SecretException;
import dev.caravan.provider.SecretFolder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/**
 * What tells one content of a secret from another. The content alone counts: a file that was only touched is the same, and a
 * symbolic link that leads elsewhere is not. What cannot be read is a content too, by the reason why.
 */
record Fingerprint(String text) {
    static Fingerprint of(SecretFolder folder) {
        try {
            return new Fingerprint(hash(folder.read()));
        } catch (SecretException e) {
            return new Fingerprint(String.valueOf(e.getMessage()));
        }
    }

    private static String hash(Map<String, Secret> values) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            values.forEach((key, value) -> {
                add(digest, key);
                add(digest, value.text());
            });
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no SHA-256", e);
        }
    }

    /** With its length, so that no two pairs run together into the same bytes. */
    private static void add(MessageDigest digest, String text) {
        byte[] bytes = text.getBytes(UTF_8);
        digest.update((bytes.length + ":").getBytes(UTF_8));
        digest.update(bytes);
    }
}
