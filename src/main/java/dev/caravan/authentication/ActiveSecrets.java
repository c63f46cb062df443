package dev.caravan.authentication;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Secrets that are sent as they are; any of them will do, while one takes the other's place. */
final class ActiveSecrets {
    private final List<byte[]> hashes;

    ActiveSecrets(List<String> secrets) {
        if (secrets.isEmpty() || secrets.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException("A secret must not be empty");
        }
        hashes = secrets.stream().map(ActiveSecrets::hash).toList();
    }

    boolean include(@Nullable String given) {
        byte[] hash = hash(given == null ? "" : given);
        boolean match = false;
        // every secret is compared, so that the time does not tell which one came close
        for (byte[] expected : hashes) {
            match |= MessageDigest.isEqual(expected, hash);
        }
        return match && given != null;
    }

    /** Hashes have one length, so that the comparison does not tell the secret's. */
    private static byte[] hash(String secret) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no SHA-256", e);
        }
    }
}
