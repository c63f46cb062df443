package dev.caravan.authentication;

import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Standard Webhooks: a shared secret signs as {@code v1}, a key pair as {@code v1a}. */
final class StandardWebhooks {
    private static final String SECRET = "whsec_";
    private static final String PUBLIC = "whpk_";
    private static final String FORM = "write it as the sender shows it, whsec_ or whpk_ and base64";

    private StandardWebhooks() {}

    static boolean isSigningToken(String secret) {
        return secret.startsWith(SECRET);
    }

    static Authenticator authenticator(SourceAuth auth, Clock clock) throws SchemeException {
        return of(auth.active(SharedSecrets.TOKEN), clock);
    }

    static Authenticator of(List<String> secrets, Clock clock) throws SchemeException {
        List<SigningKey> shared = new ArrayList<>();
        List<SigningKey> published = new ArrayList<>();
        for (String secret : secrets) {
            if (secret.startsWith(PUBLIC)) {
                published.add(publicKey(decode(secret.substring(PUBLIC.length()))));
            } else {
                shared.add(
                        SigningKey.shared(decode(isSigningToken(secret) ? secret.substring(SECRET.length()) : secret)));
            }
        }
        return new AnyOf(List.of(
                new SignatureAuthenticator(new WebhookSignature("v1"), shared, clock),
                new SignatureAuthenticator(new WebhookSignature("v1a"), published, clock)));
    }

    private static SigningKey publicKey(byte[] raw) throws SchemeException {
        try {
            return Ed25519Key.of(raw);
        } catch (GeneralSecurityException e) {
            throw new SchemeException("secret", "has a public key that is no ed25519 key of 32 bytes", FORM);
        }
    }

    private static byte[] decode(String base64) throws SchemeException {
        try {
            byte[] decoded = Base64.getDecoder().decode(base64);
            if (decoded.length > 0) {
                return decoded;
            }
        } catch (IllegalArgumentException notBase64) {
            // told below, without a word of what stands there
        }
        throw new SchemeException("secret", "has a signing secret that is not base64", FORM);
    }
}
