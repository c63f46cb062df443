package dev.caravan.authentication;

import io.netty.handler.codec.http.HttpHeaderNames;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes one user name with any of the passwords, as basic authentication. */
final class BasicAuthenticator implements Authenticator {
    private final ActiveSecrets pairs;

    BasicAuthenticator(String user, List<String> passwords) throws SchemeException {
        if (user.indexOf(':') >= 0) {
            throw new SchemeException(
                    "secret",
                    "has a colon in its file username",
                    "choose another name: basic authentication ends it at the first colon");
        }
        pairs = new ActiveSecrets(
                passwords.stream().map(password -> user + ":" + password).toList());
    }

    @Override
    public @Nullable Proof proof(Evidence evidence) {
        Credentials credentials = Credentials.of(evidence.headers().get(HttpHeaderNames.AUTHORIZATION));
        return Proof.of(pairs.include(credentials == null ? null : credentials.pair()));
    }

    @Override
    public String refusal() {
        return "invalid-token";
    }
}
