package dev.caravan.door;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/**
 * What one sender may take of the door.
 *
 * @param head longest time from the connection, or from the first byte of a later request, to the end of the request's head
 * @param body longest time for a body
 * @param idle longest silence between requests, and longest time for an answer
 * @param linger how long a refused sender's remaining bytes are still read, so that it sees the answer and not a reset
 * @param connections most connections at a time
 * @param held most bytes of bodies being read or worked on at a time
 */
record Limits(Duration head, Duration body, Duration idle, Duration linger, int connections, long held) {
    static final int REQUEST_LINE = 8 * 1024;
    static final int HEADERS = 16 * 1024;

    private static final int MOST_CONNECTIONS = 10_000;

    static Limits standard() {
        return new Limits(
                Duration.ofSeconds(5),
                Duration.ofSeconds(15),
                Duration.ofSeconds(60),
                Duration.ofSeconds(1),
                connections(files()),
                Runtime.getRuntime().maxMemory() / 8);
    }

    /** Whoever holds connections must not take from the journal and the providers the files that they need. */
    static int connections(long files) {
        return (int) Math.min(MOST_CONNECTIONS, files / 2);
    }

    /** How many the process may have open. */
    private static long files() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? unix.getMaxFileDescriptorCount()
                : Long.MAX_VALUE;
    }
}
