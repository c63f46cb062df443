package dev.caravan;

import java.io.IOException;
import java.net.BindException;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** A port for whom it has to be told beforehand. */
public final class FreePort {
    private static final int FIRST = 15_000;
    private static final int BEYOND = 32_000; // where systems begin to give ports to whoever asks for any

    private FreePort() {}

    /** One that nobody has, and that nobody is given who does not choose it. */
    public static int any() throws IOException {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, BEYOND);
            try (ServerSocket socket = new ServerSocket(port)) {
                return socket.getLocalPort();
            } catch (BindException e) {
                // somebody has it
            }
        }
    }
}
