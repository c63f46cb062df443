package dev.caravan.authentication;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Clock;
import java.util.List;

/** The schemes in which the sender sends the secret itself. */
final class SharedSecrets {
    /** The file that a scheme's secret stands in. */
    static final String TOKEN = "token";

    private static final String FIELD_NAME = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";

    private SharedSecrets() {}

    static Authenticator basic(SourceAuth auth, Clock clock) throws SchemeException {
        return new BasicAuthenticator(auth.active("username").get(0), auth.active("password"));
    }

    static Authenticator header(SourceAuth auth, Clock clock) throws SchemeException {
        return new HeaderAuthenticator(field(auth, "header", "Authorization"), auth.active(TOKEN));
    }

    /** An option that names a header field. */
    static String field(SourceAuth auth, String option, String fallback) throws SchemeException {
        String field = auth.option(option, fallback);
        if (!field.matches(FIELD_NAME)) {
            throw new SchemeException(
                    "auth." + option, "is not the name of a header field", "write one like " + fallback);
        }
        return field;
    }

    static List<byte[]> bytes(SourceAuth auth) {
        return auth.active(TOKEN).stream().map(secret -> secret.getBytes(UTF_8)).toList();
    }
}
