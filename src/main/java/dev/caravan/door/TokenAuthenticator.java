package dev.caravan.door;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.handler.codec.http.HttpHeaderNames;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Takes a secret as Bearer token, as Basic password or as the last path segment. */
public final class TokenAuthenticator implements Authenticator {
    private final List<byte[]> hashes;

    /** Any of the secrets is taken; none of them may be blank. */
    public TokenAuthenticator(List<String> secrets) {
        if (secrets.isEmpty() || secrets.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException("A token must not be empty");
        }
        hashes = secrets.stream().map(TokenAuthenticator::hash).toList();
    }

    @Override
    public boolean admits(Inbound inbound, @Nullable String pathToken) {
        return matches(pathToken != null ? pathToken : given(inbound.headers().get(HttpHeaderNames.AUTHORIZATION)));
    }

    /** True when this value of the field {@code Authorization} carries a secret. */
    public boolean admits(@Nullable String authorization) {
        return matches(given(authorization));
    }

    private boolean matches(@Nullable String given) {
        byte[] hash = hash(given == null ? "" : given);
        boolean match = false;
        // every secret is compared, so that the time does not tell which one came close
        for (byte[] expected : hashes) {
            match |= MessageDigest.isEqual(expected, hash);
        }
        return match && given != null;
    }

    private static @Nullable String given(@Nullable String authorization) {
        if (authorization == null) {
            return null;
        }
        int space = authorization.indexOf(' ');
        if (space < 0) {
            return null;
        }
        String credentials = authorization.substring(space + 1).strip();
        return switch (authorization.substring(0, space).toLowerCase(Locale.ROOT)) {
            case "bearer" -> credentials;
            case "basic" -> password(credentials);
            default -> null;
        };
    }

    private static @Nullable String password(String credentials) {
        try {
            String pair = new String(Base64.getDecoder().decode(credentials), UTF_8);
            int colon = pair.indexOf(':');
            return colon < 0 ? null : pair.substring(colon + 1);
        } catch (IllegalArgumentException notBase64) {
            return null;
        }
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
