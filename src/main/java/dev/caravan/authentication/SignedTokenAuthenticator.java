package dev.caravan.authentication;

import dev.caravan.keys.SignedTokens;
import io.netty.handler.codec.http.HttpHeaderNames;
import org.jspecify.annotations.Nullable;

/** Takes a token that its issuer signed as bearer token. */
record SignedTokenAuthenticator(SignedTokens tokens) implements Authenticator {
    @Override
    public @Nullable Proof proof(Evidence evidence) {
        Credentials credentials = Credentials.of(evidence.headers().get(HttpHeaderNames.AUTHORIZATION));
        return Proof.of(
                credentials != null && credentials.scheme().equals("bearer") && tokens.accepts(credentials.text()));
    }

    @Override
    public String refusal() {
        return "invalid-token";
    }

    @Override
    public void prepare() {
        tokens.prepare();
    }
}
