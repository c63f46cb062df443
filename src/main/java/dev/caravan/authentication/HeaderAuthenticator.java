package dev.caravan.authentication;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes a secret that is the whole value of one header field. */
final class HeaderAuthenticator implements Authenticator {
    private final String field;
    private final ActiveSecrets secrets;

    HeaderAuthenticator(String field, List<String> secrets) {
        this.field = field;
        this.secrets = new ActiveSecrets(secrets);
    }

    @Override
    public @Nullable Proof proof(Evidence evidence) {
        String given = evidence.header(field);
        return Proof.of(secrets.include(given == null ? null : utf8(given)));
    }

    /** One byte of a header field is one character here. */
    private static String utf8(String field) {
        return new String(field.getBytes(ISO_8859_1), UTF_8);
    }

    @Override
    public String refusal() {
        return "invalid-token";
    }
}
