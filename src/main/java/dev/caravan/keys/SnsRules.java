package dev.caravan.keys;

import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.TrustAnchor;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * What of Amazon is believed and called.
 *
 * @param origin scheme and host that certificates lie at, and subscriptions are confirmed at
 * @param issuer addresses of the certificates that signing certificates are issued by; whatever lies there is believed only as far as its
 *     chain goes
 * @param anchors who is trusted to issue certificates
 */
public record SnsRules(Pattern origin, Pattern issuer, Supplier<Set<TrustAnchor>> anchors) {
    private static final Pattern CERTIFICATE = Pattern.compile("/[A-Za-z0-9_-]+\\.pem");

    /** Those of production. */
    public static SnsRules amazon() {
        return new SnsRules(
                Pattern.compile("https://sns\\.[a-z0-9-]+\\.amazonaws\\.com(\\.cn)?(:443)?"),
                Pattern.compile("http://crt\\.[a-z0-9]+\\.amazontrust\\.com/[a-z0-9]+\\.(cer|crt)"),
                SnsRules::system);
    }

    boolean isCertificate(URI address) {
        return isAmazon(address)
                && address.getRawQuery() == null
                && address.getRawFragment() == null
                && CERTIFICATE.matcher(address.getRawPath()).matches();
    }

    boolean isAmazon(URI address) {
        return origin.matcher(address.getScheme() + "://" + address.getRawAuthority())
                .matches();
    }

    private static Set<TrustAnchor> system() {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init((@Nullable KeyStore) null);
            return Stream.of(factory.getTrustManagers())
                    .filter(X509TrustManager.class::isInstance)
                    .flatMap(manager -> Stream.of(((X509TrustManager) manager).getAcceptedIssuers()))
                    .map(authority -> new TrustAnchor(authority, null))
                    .collect(Collectors.toUnmodifiableSet());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java trusts nobody", e);
        }
    }
}
