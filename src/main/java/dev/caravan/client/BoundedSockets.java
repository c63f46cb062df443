package dev.caravan.client;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import javax.net.SocketFactory;

/**
 * Sockets that go nowhere the {@link AddressGuard} refuses, and of which no read outlasts the attempt: a time-out of the socket
 * itself only bounds the gaps between bytes.
 */
final class BoundedSockets extends SocketFactory {
    private final Duration timeout;

    BoundedSockets(Duration timeout) {
        this.timeout = timeout;
    }

    @Override
    public Socket createSocket() {
        return new Bounded(timeout);
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port));
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort) throws IOException {
        return createSocket(host, port);
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port));
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) throws IOException {
        return createSocket(host, port);
    }

    private Socket connected(InetSocketAddress address) throws IOException {
        Socket socket = createSocket();
        socket.connect(address);
        return socket;
    }

    private static final class Bounded extends Socket {
        private final long end;

        Bounded(Duration timeout) {
            end = System.nanoTime() + AttemptClock.left(timeout).toNanos();
        }

        private int left() throws SocketTimeoutException {
            long left = Duration.ofNanos(end - System.nanoTime()).toMillis();
            if (left <= 0) {
                throw new SocketTimeoutException("the attempt's time is over");
            }
            return (int) Math.min(left, Integer.MAX_VALUE);
        }

        @Override
        public void connect(SocketAddress address) throws IOException {
            connect(address, 0);
        }

        @Override
        public void connect(SocketAddress address, int ignored) throws IOException {
            if (address instanceof InetSocketAddress host
                    && !host.isUnresolved()
                    && AddressGuard.refuses(host.getAddress())) {
                throw new AddressRefusedException(host.getHostString());
            }
            super.connect(address, left());
        }

        @Override
        public InputStream getInputStream() throws IOException {
            return new FilterInputStream(super.getInputStream()) {
                @Override
                public int read() throws IOException {
                    setSoTimeout(left());
                    return super.read();
                }

                @Override
                public int read(byte[] bytes, int offset, int length) throws IOException {
                    setSoTimeout(left());
                    return super.read(bytes, offset, length);
                }
            };
        }
    }
}
