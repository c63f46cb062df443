package dev.caravan.configuration;

import dev.caravan.client.Pem;
import java.security.cert.CertificateException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Checks certificates and key of a provider or of the brokers, without repeating anything of them. */
record CertificateCheck(Map<String, Property> given, Problems problems) {
    void check(String owner) {
        Property certificate = given.get("tlsCrt");
        Property key = given.get("tlsKey");
        checkCertificates(given.get("caCrt"));
        if (certificate != null && key != null) {
            checkPair(certificate, key);
        } else if (certificate != null) {
            checkCertificates(certificate);
            alone(certificate, owner + ".tls.key");
        } else if (key != null) {
            alone(key, owner + ".tls.crt");
        }
    }

    private boolean checkCertificates(@Nullable Property certificates) {
        try {
            return certificates == null
                    || !Pem.certificates(certificates.value()).isEmpty();
        } catch (CertificateException e) {
            problems.add(
                    certificates,
                    "holds no certificate that can be read",
                    "write certificates as PEM, each from -----BEGIN CERTIFICATE----- to -----END CERTIFICATE-----");
            return false;
        }
    }

    private void checkPair(Property certificate, Property key) {
        if (checkCertificates(certificate) && !Pem.belongs(key.value(), certificate.value())) {
            problems.add(
                    key,
                    "is not the private key of " + certificate.key(),
                    "write that certificate's RSA or EC key as PEM, in PKCS#8 or PKCS#1 and without a password");
        }
    }

    private void alone(Property there, String missing) {
        problems.add(there, "is there without " + missing, "a client certificate needs both, or remove it");
    }
}
