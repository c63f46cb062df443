package dev.caravan.keys;

import dev.caravan.keys.Kept.Fresh;
import java.net.URI;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The certificates that Amazon SNS signs with, by their addresses. */
final class SigningCertificates {
    private static final Duration LIFE = Duration.ofDays(1);
    /** Each region has one, or two while it is changed. */
    private static final int MOST = 100;

    private final Map<URI, Kept<SigningCertificate>> known = new LinkedHashMap<>();
    private final SnsRules rules;
    private final Fetch fetch;
    private final Clock clock;

    SigningCertificates(SnsRules rules, Fetch fetch, Clock clock) {
        this.rules = rules;
        this.fetch = fetch;
        this.clock = clock;
    }

    /**
     * The key of the certificate at this address; none at one that is not of SNS, or when the certificate has expired.
     *
     * @throws NotYet when it has to be fetched first, or could not be
     */
    Optional<PublicKey> key(URI address) {
        if (!rules.isCertificate(address)) {
            return Optional.empty();
        }
        Kept<SigningCertificate> kept = kept(address);
        SigningCertificate certificate = kept.value().orElseThrow(() -> new NotYet(kept.renew()));
        return Optional.of(certificate.own())
                .filter(own -> clock.instant().isBefore(own.getNotAfter().toInstant()))
                .map(own -> own.getPublicKey());
    }

    private synchronized Kept<SigningCertificate> kept(URI address) {
        if (!known.containsKey(address) && known.size() >= MOST) {
            forget();
        }
        return known.computeIfAbsent(
                address, there -> new Kept<>("The certificate of " + there.getHost(), () -> certificate(there), clock));
    }

    /** Addresses where nothing was found go first, so that whoever makes them up pushes out no other. */
    private void forget() {
        URI first = known.entrySet().stream()
                .filter(entry -> entry.getValue().isEmpty())
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseGet(() -> known.keySet().iterator().next());
        known.remove(first);
    }

    private CompletableFuture<Fresh<SigningCertificate>> certificate(URI address) {
        return fetch.get(address)
                .thenApply(SigningCertificate::read)
                .thenCompose(this::withIssuer)
                .thenApply(whole -> new Fresh<>(whole.checked(rules, clock.instant()), LIFE));
    }

    private CompletableFuture<SigningCertificate> withIssuer(SigningCertificate certificate) {
        return certificate
                .issuer(rules.issuer())
                .map(there -> fetch.get(there).thenApply(certificate::with))
                .orElseGet(() -> CompletableFuture.completedFuture(certificate));
    }
}
