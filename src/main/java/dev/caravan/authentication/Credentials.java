package dev.caravan.authentication;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the header field {@code Authorization} holds.
 *
 * @param scheme in lower case
 * @param text what follows it
 */
record Credentials(String scheme, String text) {
    static @Nullable Credentials of(@Nullable String authorization) {
        int space = authorization == null ? -1 : authorization.indexOf(' ');
        if (authorization == null || space < 0) {
            return null;
        }
        return new Credentials(
                authorization.substring(0, space).toLowerCase(Locale.ROOT),
                authorization.substring(space + 1).strip());
    }

    /** {@code user:password} of basic authentication, where the first colon ends the user. */
    @Nullable
    String pair() {
        if (!scheme.equals("basic")) {
            return null;
        }
        try {
            String pair = new String(Base64.getDecoder().decode(text), UTF_8);
            return pair.indexOf(':') < 0 ? null : pair;
        } catch (IllegalArgumentException notBase64) {
            return null;
        }
    }

    @Override
    public String toString() {
        return "Credentials[" + scheme + "]";
    }
}
