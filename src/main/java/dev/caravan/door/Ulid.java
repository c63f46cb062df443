package dev.caravan.door;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.random.RandomGenerator;

/** Makes ULIDs: 26 characters that sort by time, and within a millisecond by order of making. */
public final class Ulid {
    private static final char[] ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ".toCharArray();
    private static final int LENGTH = 26;
    private static final int RANDOM_BITS = 40;
    private static final long RANDOM_MASK = (1L << RANDOM_BITS) - 1;

    private final Clock clock;
    private final RandomGenerator random;
    private long millis = -1;
    private long high;
    private long low;

    public Ulid(Clock clock) {
        this(clock, new SecureRandom());
    }

    Ulid(Clock clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    /** A new id, greater than all before it. */
    public synchronized String next() {
        long now = clock.millis();
        if (now > millis) {
            millis = now;
            high = random.nextLong() & RANDOM_MASK;
            low = random.nextLong() & RANDOM_MASK;
        } else {
            advance();
        }
        return text();
    }

    /** The clock stood still or went back: count on from the last id. */
    private void advance() {
        low = (low + 1) & RANDOM_MASK;
        if (low != 0) {
            return;
        }
        high = (high + 1) & RANDOM_MASK;
        if (high == 0) {
            millis++;
        }
    }

    private String text() {
        char[] text = new char[LENGTH];
        put(text, 0, 10, millis);
        put(text, 10, 8, high);
        put(text, 18, 8, low);
        return new String(text);
    }

    private static void put(char[] text, int from, int length, long value) {
        long rest = value;
        for (int at = from + length - 1; at >= from; at--) {
            text[at] = ALPHABET[(int) (rest & 31)];
            rest >>>= 5;
        }
    }
}
