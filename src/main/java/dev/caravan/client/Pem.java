package dev.caravan.client;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.X509KeyManager;

/** Reads certificates and keys; no exception repeats what was read. */
public final class Pem {
    private static final byte[] ANYTHING = {42};

    private Pem() {}

    /** The certificates of a text, at least one. */
    public static Collection<? extends Certificate> certificates(String pem) throws CertificateException {
        Collection<? extends Certificate> found = CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.UTF_8)));
        if (found.isEmpty()) {
            throw new CertificateException("no certificate");
        }
        return found;
    }

    /** Whether this is a private key, and that of the first of the certificates. */
    public static boolean belongs(String key, String certificates) {
        try {
            PublicKey known = certificates(certificates).iterator().next().getPublicKey();
            return fits(privateKey(keys(certificates, key), known), known);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /** Vert.x reads keys in PKCS#8, in PKCS#1 (RSA) and in SEC 1 (EC). */
    static KeyManagerFactory keys(String certificates, String key) throws GeneralSecurityException {
        try {
            return new PemKeyCertOptions()
                    .addCertValue(Buffer.buffer(certificates))
                    .addKeyValue(Buffer.buffer(key))
                    .getKeyManagerFactory(null); // only files would need a Vert.x
        } catch (Exception e) {
            throw new GeneralSecurityException("no private key, or not that of the certificate");
        }
    }

    private static PrivateKey privateKey(KeyManagerFactory keys, PublicKey known) throws GeneralSecurityException {
        return Stream.of(keys.getKeyManagers())
                .map(X509KeyManager.class::cast)
                .flatMap(manager -> Stream.of(manager.getClientAliases(known.getAlgorithm(), null))
                        .map(manager::getPrivateKey))
                .findFirst()
                .orElseThrow(() -> new GeneralSecurityException("no private key"));
    }

    private static boolean fits(PrivateKey key, PublicKey known) throws GeneralSecurityException {
        Signature signature =
                Signature.getInstance(known.getAlgorithm().equals("EC") ? "SHA256withECDSA" : "SHA256withRSA");
        signature.initSign(key);
        signature.update(ANYTHING);
        byte[] signed = signature.sign();
        signature.initVerify(known);
        signature.update(ANYTHING);
        return signature.verify(signed);
    }
}
