package dev.caravan.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Tries whether a port can be had. */
final class Port {
    private Port() {}

    static void check(String key, String host, int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getByName(host))) {
            socket.getLocalPort();
        } catch (IOException e) {
            throw new UserException(
                    ExitCode.CONFIGURATION,
                    "%s: cannot listen on %s:%d (%s); stop the process that does, or set another %s"
                            .formatted(key, host, port, e.getMessage(), key));
        }
    }
}
