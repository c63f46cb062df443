package dev.caravan.client;

import java.io.IOException;
import java.net.Socket;
import javax.net.ssl.SSLSocket;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/** Reads the trusted authorities, a tenth of a second's work, when the first connection needs them instead of at the start. */
final class LateTls implements TlsSocketStrategy {
    private final Certificates certificates;
    private final Timeout timeout;
    private @Nullable TlsSocketStrategy strategy;

    LateTls(Certificates certificates, Timeout timeout) {
        this.certificates = certificates;
        this.timeout = timeout;
    }

    private synchronized TlsSocketStrategy strategy() {
        TlsSocketStrategy known = strategy;
        if (known == null) {
            known = new DefaultClientTlsStrategy(certificates.context());
            strategy = known;
        }
        return known;
    }

    @Override
    public SSLSocket upgrade(Socket socket, String target, int port, @Nullable Object attachment, HttpContext context)
            throws IOException {
        socket.setSoTimeout(
                timeout.toMillisecondsIntBound()); // it came with that of connecting to one of several addresses
        return strategy().upgrade(socket, target, port, attachment, context);
    }
}
