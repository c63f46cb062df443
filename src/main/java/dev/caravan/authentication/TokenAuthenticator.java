package dev.caravan.authentication;

import io.netty.handler.codec.http.HttpHeaderNames;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes a secret as bearer token, as password of basic authentication or as the last segment of the path. */
public final class TokenAuthenticator implements Authenticator {
    private final ActiveSecrets tokens;

    /** Any of the tokens is taken; none of them may be blank. */
    public TokenAuthenticator(List<String> tokens) {
        this.tokens = new ActiveSecrets(tokens);
    }

    @Override
    public @Nullable Proof proof(Evidence evidence) {
        String given = evidence.pathToken() != null
                ? evidence.pathToken()
                : given(evidence.headers().get(HttpHeaderNames.AUTHORIZATION));
        return Proof.of(tokens.include(given));
    }

    /** True when this value of the field {@code Authorization} carries a token. */
    public boolean admits(@Nullable String authorization) {
        return tokens.include(given(authorization));
    }

    @Override
    public String refusal() {
        return "invalid-token";
    }

    @Override
    public boolean readsPath() {
        return true;
    }

    private static @Nullable String given(@Nullable String authorization) {
        Credentials credentials = Credentials.of(authorization);
        if (credentials == null) {
            return null;
        }
        return credentials.scheme().equals("bearer") ? credentials.text() : password(credentials.pair());
    }

    private static @Nullable String password(@Nullable String pair) {
        return pair == null ? null : pair.substring(pair.indexOf(':') + 1);
    }
}
