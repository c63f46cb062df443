package dev.caravan.keys;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Clock;
import java.util.Set;

/** Takes JSON Web Tokens that keep to the rules and are signed by a key of the set. */
public final class SignedTokens {
    /** What anybody can make is not among them: {@code none}, and {@code HS256} with the public key for its secret. */
    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(JWSAlgorithm.RS256, JWSAlgorithm.ES256);

    private final ClaimRules rules;
    private final KeySet keys;
    private final Clock clock;

    public SignedTokens(ClaimRules rules, KeySet keys, Clock clock) {
        this.rules = rules;
        this.keys = keys;
        this.clock = clock;
    }

    /** Has the keys read before they are needed. */
    public void prepare() {
        keys.prepare();
    }

    /**
     * Whether the token is right.
     *
     * @throws NotYet when the keys are not there to tell
     */
    public boolean accepts(String token) {
        try {
            SignedJWT jwt = SignedJWT.parse(token);
            // the keys are looked for last, so that not everybody can have them fetched
            return ALGORITHMS.contains(jwt.getHeader().getAlgorithm())
                    && rules.accept(jwt.getJWTClaimsSet(), clock.instant())
                    && keys.fitting(jwt.getHeader()).stream().anyMatch(key -> signed(jwt, key));
        } catch (ParseException noToken) {
            return false;
        }
    }

    private static boolean signed(SignedJWT jwt, JWK key) {
        try {
            return key instanceof RSAKey rsa
                    ? jwt.verify(new RSASSAVerifier(rsa))
                    : key instanceof ECKey curve && jwt.verify(new ECDSAVerifier(curve));
        } catch (JOSEException unfit) {
            return false;
        }
    }
}
