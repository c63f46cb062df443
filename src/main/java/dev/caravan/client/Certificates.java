package dev.caravan.client;

import dev.caravan.provider.Secret;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * What a provider's connections are secured with, as PEM that was checked at the start.
 *
 * @param authorities who is trusted instead of those that the Java machine trusts
 * @param certificate the client's own, its chain after it
 * @param key the key of that
 */
record Certificates(Optional<String> authorities, Optional<String> certificate, Optional<Secret> key) {
    static final Certificates SYSTEM = new Certificates(Optional.empty(), Optional.empty(), Optional.empty());

    /** A context that verifies; none that does not can be had. */
    @SuppressWarnings("NullAway") // null stands for what the Java machine has
    SSLContext context() {
        try {
            if (equals(SYSTEM)) {
                return SSLContext.getDefault();
            }
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys(), trust(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("the certificates cannot be used, " + e.getMessage());
        }
    }

    private KeyManager @Nullable [] keys() throws GeneralSecurityException {
        return certificate.isPresent() && key.isPresent()
                ? Pem.keys(certificate.get(), key.get().text()).getKeyManagers()
                : null;
    }

    private TrustManager @Nullable [] trust() throws GeneralSecurityException, IOException {
        if (authorities.isEmpty()) {
            return null;
        }
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        for (Certificate authority : Pem.certificates(authorities.get())) {
            store.setCertificateEntry("authority-" + store.size(), authority);
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }
}
