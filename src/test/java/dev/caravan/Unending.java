package dev.caravan;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;

/** Bytes of an answer, the second part of which is repeated until nobody takes it any more or 512 MiB have gone. */
final class Unending {
    private static final long MOST = 512L << 20;

    private final byte[] first;
    private final byte[] more;
    private final AtomicLong sent = new AtomicLong();

    /** Nothing is repeated where {@code more} is empty. */
    Unending(String first, String more) {
        this.first = first.getBytes(StandardCharsets.ISO_8859_1);
        this.more = more.repeat(more.isEmpty() ? 0 : 65536 / more.length()).getBytes(StandardCharsets.ISO_8859_1);
    }

    void writeTo(OutputStream out) throws IOException {
        out.write(first);
        while (more.length > 0 && sent.get() < MOST) {
            out.write(more);
            sent.addAndGet(more.length);
        }
    }

    /** How many bytes went beyond the first. */
    long sent() {
        return sent.get();
    }
}
