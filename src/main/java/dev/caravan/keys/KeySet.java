package dev.caravan.keys;

import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.JSONObjectUtils;
import dev.caravan.keys.Kept.Fresh;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** The public keys of whoever issues tokens, a JSON Web Key Set. */
public final class KeySet {
    private static final String DISCOVERY = "/.well-known/openid-configuration";
    private static final Duration SHORTEST = Duration.ofMinutes(5);
    private static final Duration USUAL = Duration.ofHours(1);
    private static final Duration LONGEST = Duration.ofDays(1);

    private final Kept<JWKSet> keys;

    private KeySet(URI named, Supplier<CompletableFuture<Fetched>> source, Clock clock) {
        keys = new Kept<>(
                "The key set of " + named.getHost(), () -> source.get().thenApply(KeySet::parse), clock);
    }

    /** The keys that lie at this address. */
    public static KeySet at(URI address, Fetch fetch, Clock clock) {
        return new KeySet(address, () -> fetch.get(address), clock);
    }

    /** The keys that an issuer says are its own, by OpenID Connect's discovery. */
    public static KeySet of(URI issuer, Fetch fetch, Clock clock) {
        URI discovery = URI.create(issuer.toString().replaceFirst("/$", "") + DISCOVERY);
        return new KeySet(
                issuer,
                () -> fetch.get(discovery).thenCompose(document -> fetch.get(address(document, issuer))),
                clock);
    }

    /** Has them read, so that the first sender need not wait. */
    void prepare() {
        var unused = keys.renew();
    }

    /**
     * The keys that may have signed this.
     *
     * @throws NotYet when there are none, and there may be some once the set was read again: keys are rotated
     */
    List<JWK> fitting(JWSHeader header) {
        JWKSelector selector = new JWKSelector(JWKMatcher.forJWSHeader(header));
        List<JWK> found = keys.value().map(selector::select).orElse(List.of());
        if (found.isEmpty() && !keys.isRecent()) {
            throw new NotYet(keys.renew());
        }
        return found;
    }

    private static URI address(Fetched document, URI issuer) {
        try {
            URI address = JSONObjectUtils.getURI(JSONObjectUtils.parse(text(document)), "jwks_uri");
            // whoever is asked over TLS must not send us on without it
            if (address == null || !issuer.getScheme().equals(address.getScheme())) {
                throw new FetchException("its discovery names no jwks_uri that can be used");
            }
            return address;
        } catch (ParseException e) {
            throw new FetchException("its discovery is no JSON object");
        }
    }

    private static Fresh<JWKSet> parse(Fetched document) {
        try {
            return new Fresh<>(JWKSet.parse(text(document)), life(document.freshFor()));
        } catch (ParseException e) {
            throw new FetchException("it is no JSON Web Key Set");
        }
    }

    private static Duration life(Duration told) {
        if (told.isZero()) {
            return USUAL;
        }
        return told.compareTo(SHORTEST) < 0 ? SHORTEST : told.compareTo(LONGEST) > 0 ? LONGEST : told;
    }

    private static String text(Fetched document) {
        return new String(document.body(), StandardCharsets.UTF_8);
    }
}
