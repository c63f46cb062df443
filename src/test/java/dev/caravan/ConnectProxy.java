package dev.caravan;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A proxy on loopback that tunnels to whatever port it is asked for, also on loopback, if the credentials are right. */
final class ConnectProxy implements AutoCloseable {
    private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> heads = new CopyOnWriteArrayList<>();
    private final String credentials;

    /** Wants this {@code Proxy-Authorization}; none when empty. */
    ConnectProxy(String credentials) throws IOException {
        this.credentials = credentials;
        threads.execute(this::accept);
    }

    int port() {
        return socket.getLocalPort();
    }

    /** The heads of the requests it got. */
    List<String> heads() {
        return heads;
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket caller = socket.accept();
                threads.execute(() -> serve(caller));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void serve(Socket caller) {
        try (caller) {
            String head = head(caller.getInputStream());
            heads.add(head);
            if (!credentials.isEmpty() && !head.contains("Proxy-Authorization: " + credentials)) {
                answer(caller, "HTTP/1.1 407 No\r\nProxy-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0\r\n\r\n");
                return;
            }
            int port = Integer.parseInt(head.replaceFirst("(?s)^CONNECT [^ ]*:(\\d+) .*", "$1"));
            try (Socket target = new Socket(InetAddress.getLoopbackAddress(), port)) {
                answer(caller, "HTTP/1.1 200 OK\r\n\r\n");
                threads.execute(() -> copy(target, caller));
                copy(caller, target);
            }
        } catch (IOException e) {
            heads.add("failed: " + e);
        }
    }

    private static void answer(Socket caller, String text) throws IOException {
        caller.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        caller.getOutputStream().flush();
    }

    private static void copy(Socket from, Socket to) {
        try (from;
                to) {
            OutputStream out = to.getOutputStream();
            from.getInputStream().transferTo(out);
        } catch (IOException e) {
            // one side has gone, and takes the other with it
        }
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                return head.toString();
            }
            head.append((char) next);
        }
        return head.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
        threads.shutdownNow();
    }
}
