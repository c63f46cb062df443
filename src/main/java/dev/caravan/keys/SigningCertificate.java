package dev.caravan.keys;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A certificate of Amazon SNS as it was fetched, and those above it that are known.
 *
 * @param chain it first, in no order else
 */
record SigningCertificate(List<X509Certificate> chain) {
    private static final String ISSUERS = "1.3.6.1.5.5.7.1.1"; // authority information access
    private static final int DNS_NAME = 2;
    /** {@code sns.amazonaws.com} for most regions, others have theirs: {@code sns-signing.eu-south-1.amazonaws.com}. */
    private static final Pattern NAME = Pattern.compile("sns(-[a-z0-9-]+)?(\\.[a-z0-9-]+)?\\.amazonaws\\.com(\\.cn)?");

    SigningCertificate {
        chain = List.copyOf(chain);
    }

    static SigningCertificate read(Fetched document) {
        return new SigningCertificate(certificates(document));
    }

    X509Certificate own() {
        return chain.get(0);
    }

    /** SNS serves its certificate alone; where the one above it lies, it says itself. */
    Optional<URI> issuer(Pattern allowed) {
        byte[] extension = own().getExtensionValue(ISSUERS);
        if (extension == null || chain.size() > 1) {
            return Optional.empty();
        }
        Matcher matcher = allowed.matcher(new String(extension, StandardCharsets.ISO_8859_1));
        return matcher.find() ? Optional.of(URI.create(matcher.group())) : Optional.empty();
    }

    SigningCertificate with(Fetched issuer) {
        List<X509Certificate> longer = new ArrayList<>(chain);
        longer.addAll(certificates(issuer));
        return new SigningCertificate(longer);
    }

    /** Itself, when it is one of SNS, holds now, and comes from an authority that is trusted. */
    SigningCertificate checked(SnsRules rules, Instant now) {
        if (!isNamed()) {
            throw new FetchException("it is not a certificate of SNS");
        }
        try {
            X509CertSelector target = new X509CertSelector();
            target.setCertificate(own());
            PKIXBuilderParameters path =
                    new PKIXBuilderParameters(rules.anchors().get(), target);
            path.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(chain)));
            path.setRevocationEnabled(false); // would ask yet another server
            path.setDate(Date.from(now));
            var unused = CertPathBuilder.getInstance("PKIX").build(path);
            return this;
        } catch (GeneralSecurityException e) {
            throw new FetchException("its chain leads to no authority that is trusted, or it has expired");
        }
    }

    private boolean isNamed() {
        try {
            Collection<List<?>> names = own().getSubjectAlternativeNames();
            return names != null
                    && names.stream()
                            .filter(name -> name.get(0).equals(DNS_NAME))
                            .anyMatch(name ->
                                    NAME.matcher(String.valueOf(name.get(1))).matches());
        } catch (CertificateParsingException e) {
            return false;
        }
    }

    private static List<X509Certificate> certificates(Fetched document) {
        try {
            List<X509Certificate> found =
                    CertificateFactory.getInstance("X.509")
                            .generateCertificates(new ByteArrayInputStream(document.body()))
                            .stream()
                            .map(X509Certificate.class::cast)
                            .toList();
            if (found.isEmpty()) {
                throw new FetchException("it is no certificate");
            }
            return found;
        } catch (CertificateException e) {
            throw new FetchException("it is no certificate");
        }
    }
}
