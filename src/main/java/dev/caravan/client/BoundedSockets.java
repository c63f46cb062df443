package dev.caravan.client;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import javax.net.SocketFactory;

/**
 * Sockets that go nowhere the {@link AddressGuard} refuses, and of which no read outlasts the attempt: a time-out of the socket
 * itself only bounds the gaps between bytes. They come connected to the first of the host's addresses that can be reached; Jakarta
 * Mail would try no other than the first.
 */
final class BoundedSockets extends SocketFactory {
    private final String host;
    private final int port;
    private final Duration timeout;
    private final GuardedResolver resolver;

    BoundedSockets(String host, int port, Duration timeout, GuardedResolver resolver) {
        this.host = host;
        this.port = port;
        this.timeout = timeout;
        this.resolver = resolver;
    }

    @Override
    public Socket createSocket() throws IOException {
        return createSocket(host, port);
    }

    @Override
    public Socket createSocket(String name, int at) throws IOException {
        long end = System.nanoTime() + AttemptClock.left(timeout).toNanos();
        IOException last = new UnknownHostException(name);
        for (InetAddress address : resolver.resolve(name)) {
            Bounded socket = new Bounded(end);
            try {
                socket.reach(new InetSocketAddress(address, at), ClientSettings.connecting(timeout));
                return socket;
            } catch (IOException e) {
                socket.close();
                last = e;
            }
        }
        throw last;
    }

    @Override
    public Socket createSocket(String name, int at, InetAddress local, int localPort) throws IOException {
        return createSocket(name, at);
    }

    @Override
    public Socket createSocket(InetAddress address, int at) throws IOException {
        return createSocket(address.getHostAddress(), at);
    }

    @Override
    public Socket createSocket(InetAddress address, int at, InetAddress local, int localPort) throws IOException {
        return createSocket(address, at);
    }

    private static final class Bounded extends Socket {
        private final long end;

        Bounded(long end) {
            this.end = end;
        }

        void reach(InetSocketAddress address, Duration most) throws IOException {
            super.connect(address, (int) Math.min(left(), most.toMillis()));
        }

        private int left() throws SocketTimeoutException {
            long left = Duration.ofNanos(end - System.nanoTime()).toMillis();
            if (left <= 0) {
                throw new SocketTimeoutException("the attempt's time is over");
            }
            return (int) Math.min(left, Integer.MAX_VALUE);
        }

        @Override
        public void connect(SocketAddress address) {
            // it is
        }

        @Override
        public void connect(SocketAddress address, int ignored) {
            // it is
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
