package dev.caravan.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.caravan.StandingClock;
import dev.caravan.client.Clients;
import dev.caravan.client.Fetcher;
import dev.caravan.provider.Proxies;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Real tokens of an issuer whose keys lie behind a real socket. */
class SignedTokensTest {
    private static final Instant NOW = Instant.parse("2026-11-21T18:00:00Z");
    private static final JWK KEY = TestIssuer.rsa("one");
    private static final JWK ROTATED = TestIssuer.rsa("two");
    private static final ClaimRules RULES = new ClaimRules(
            Set.of("https://accounts.google.com", "accounts.google.com"),
            "https://example.com/push",
            Map.of("email", "pusher@project.iam.gserviceaccount.com", "email_verified", "true"));
    private static final TestIssuer ISSUER = new TestIssuer();
    private static final Clients CLIENTS = new Clients();
    private static final Fetcher FETCHER = CLIENTS.fetcher(Proxies.NONE);

    private final StandingClock clock = new StandingClock(NOW);

    @BeforeEach
    void serve() {
        ISSUER.reset();
        ISSUER.serve(KEY);
    }

    @AfterAll
    static void close() {
        ISSUER.close();
        FETCHER.close();
        CLIENTS.close();
    }

    private SignedTokens tokens() {
        return new SignedTokens(RULES, KeySet.at(ISSUER.keys(), FETCHER, clock), clock);
    }

    private static JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer("https://accounts.google.com")
                .audience("https://example.com/push")
                .expirationTime(Date.from(NOW.plusSeconds(3600)))
                .claim("email", "pusher@project.iam.gserviceaccount.com")
                .claim("email_verified", true);
    }

    private static String token(UnaryOperator<JWTClaimsSet.Builder> change) throws JOSEException {
        return TestIssuer.token(KEY, change.apply(claims()).build());
    }

    private static String signedBy(JWK key) throws JOSEException {
        return TestIssuer.token(key, claims().build());
    }

    /** As the door does it: once what is missing was fetched, it asks again. */
    private static boolean accepts(SignedTokens tokens, String token) {
        try {
            return tokens.accepts(token);
        } catch (NotYet missing) {
            missing.fetched().join();
            return tokens.accepts(token);
        }
    }

    @Test
    void aTokenOfTheIssuerForUsIsAccepted() throws JOSEException {
        assertThat(accepts(tokens(), token(claims -> claims))).isTrue();
        assertThat(accepts(tokens(), token(claims -> claims.issuer("accounts.google.com"))))
                .isTrue();
        assertThat(accepts(tokens(), token(claims -> claims.audience(List.of("a", "https://example.com/push")))))
                .isTrue();
        assertThat(accepts(tokens(), token(claims -> claims.claim("email_verified", "true"))))
                .isTrue();
    }

    @Test
    void whatItSaysMustKeepToTheRules() throws JOSEException {
        SignedTokens tokens = tokens();
        List<String> wrong = List.of(
                token(claims -> claims.audience("https://example.com/other")),
                token(claims -> claims.audience((String) null)),
                token(claims -> claims.issuer("https://issuer.example")),
                token(claims -> claims.issuer(null)),
                token(claims -> claims.claim("email", "another@project.iam.gserviceaccount.com")),
                token(claims -> claims.claim("email", null)),
                token(claims -> claims.claim("email_verified", false)),
                token(claims -> claims.claim("email_verified", null)),
                token(claims -> claims.expirationTime(null)));
        assertThat(wrong).noneMatch(token -> accepts(tokens, token));
    }

    @Test
    void timesHaveAMinuteOfSkew() throws JOSEException {
        SignedTokens tokens = tokens();
        assertThat(accepts(tokens, token(claims -> claims.expirationTime(at(-59)))))
                .isTrue();
        assertThat(accepts(tokens, token(claims -> claims.expirationTime(at(-60)))))
                .isFalse();
        assertThat(accepts(tokens, token(claims -> claims.notBeforeTime(at(60)))))
                .isTrue();
        assertThat(accepts(tokens, token(claims -> claims.notBeforeTime(at(61)))))
                .isFalse();
    }

    private static Date at(long seconds) {
        return Date.from(NOW.plusSeconds(seconds));
    }

    @Test
    void whatAnybodyCanMakeIsNoToken() throws Exception {
        SignedTokens tokens = tokens();
        String none = new PlainJWT(claims().build()).serialize();
        SignedJWT hmac = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("one").build(), claims().build());
        // the public key, which everybody has, taken for a shared secret
        hmac.sign(new MACSigner(((RSAKey) KEY).toRSAPublicKey().getEncoded()));
        String right = token(claims -> claims);
        String otherClaims = token(claims -> claims.claim("sub", "1")).split("\\.", -1)[1];
        String[] parts = right.split("\\.", -1);
        String upperCase = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString("{\"alg\":\"NONE\",\"kid\":\"one\"}".getBytes(StandardCharsets.UTF_8));
        assertThat(List.of(
                        none,
                        hmac.serialize(),
                        parts[0] + "." + otherClaims + "." + parts[2],
                        parts[0] + "." + parts[1] + ".",
                        upperCase + "." + parts[1] + ".",
                        "x",
                        "",
                        "a.b.c"))
                .noneMatch(token -> accepts(tokens, token));
    }

    @Test
    void aKeyOfTheSameNameIsNotTheKey() throws JOSEException {
        assertThat(accepts(tokens(), signedBy(TestIssuer.rsa("one")))).isFalse();
    }

    @Test
    void tokensOnACurveAreAcceptedToo() throws JOSEException {
        JWK curve = TestIssuer.curve("three");
        ISSUER.serve(KEY, curve);
        SignedTokens tokens = tokens();
        assertThat(accepts(tokens, signedBy(curve))).isTrue();
        assertThat(accepts(tokens, signedBy(KEY))).isTrue();
        assertThat(accepts(tokens, signedBy(TestIssuer.curve("three")))).isFalse();
    }

    @Test
    void aKeyThatIsNewIsFound() throws JOSEException {
        SignedTokens tokens = tokens();
        assertThat(accepts(tokens, signedBy(KEY))).isTrue();
        ISSUER.serve(KEY, ROTATED);
        clock.advance(Kept.REST);
        assertThat(accepts(tokens, signedBy(ROTATED))).isTrue();
        assertThat(accepts(tokens, signedBy(KEY))).isTrue();
        assertThat(ISSUER.asked()).isEqualTo(2);
    }

    @Test
    void unknownKeysDoNotHaveTheIssuerAskedMoreOftenThanItRests() throws JOSEException {
        SignedTokens tokens = tokens();
        String unknown = signedBy(ROTATED);
        for (int attempt = 0; attempt < 20; attempt++) {
            assertThat(accepts(tokens, unknown)).isFalse();
        }
        assertThat(ISSUER.asked()).isEqualTo(1);
        clock.advance(Kept.REST);
        for (int attempt = 0; attempt < 20; attempt++) {
            assertThat(accepts(tokens, unknown)).isFalse();
        }
        assertThat(ISSUER.asked()).isEqualTo(2);
    }

    @Test
    void withoutKeysNobodyIsLetInAndNobodyIsRefused() throws JOSEException {
        ISSUER.fail();
        SignedTokens tokens = tokens();
        String token = signedBy(KEY);
        NotYet first = catchThrowableOfType(NotYet.class, () -> tokens.accepts(token));
        first.fetched().join();
        assertThat(catchThrowableOfType(NotYet.class, () -> tokens.accepts(token)))
                .isNotNull();
        ISSUER.serve(KEY);
        clock.advance(Kept.REST);
        assertThat(accepts(tokens, token)).isTrue();
    }

    @Test
    void keysThatCannotBeReadAgainStayInForce() throws JOSEException {
        SignedTokens tokens = tokens();
        assertThat(accepts(tokens, signedBy(KEY))).isTrue();
        ISSUER.fail();
        clock.advance(Duration.ofMinutes(50));
        assertThat(accepts(tokens, signedBy(KEY))).isTrue();
        assertThat(ISSUER.asked()).isEqualTo(1); // max-age is more than five hours
        clock.advance(Duration.ofHours(5));
        String later = TestIssuer.token(
                KEY,
                claims().expirationTime(Date.from(clock.instant().plusSeconds(60)))
                        .build());
        assertThat(accepts(tokens, later)).isTrue();
        String unknown = TestIssuer.token(
                ROTATED,
                claims().expirationTime(Date.from(clock.instant().plusSeconds(60)))
                        .build());
        NotYet missing = catchThrowableOfType(NotYet.class, () -> tokens.accepts(unknown));
        missing.fetched().join();
        assertThat(ISSUER.asked()).isEqualTo(2);
        // nobody can say that there is no such key
        assertThat(catchThrowableOfType(NotYet.class, () -> tokens.accepts(unknown)))
                .isNotNull();
    }

    @Test
    void theIssuerTellsWhereItsKeysAre() throws JOSEException {
        ISSUER.discoverable(ISSUER.keys().toString());
        SignedTokens tokens = new SignedTokens(RULES, KeySet.of(ISSUER.address(), FETCHER, clock), clock);
        assertThat(accepts(tokens, signedBy(KEY))).isTrue();
    }

    @Test
    void theIssuerCannotSendUsAnywhere() throws JOSEException {
        ISSUER.discoverable("file:///etc/passwd");
        SignedTokens tokens = new SignedTokens(RULES, KeySet.of(ISSUER.address(), FETCHER, clock), clock);
        String token = signedBy(KEY);
        NotYet missing = catchThrowableOfType(NotYet.class, () -> tokens.accepts(token));
        missing.fetched().join();
        assertThat(catchThrowableOfType(NotYet.class, () -> tokens.accepts(token)))
                .isNotNull();
    }
}
