package dev.caravan.kafka;

/** Partition and offset as the one number that an entry is known by. */
final class Spot {
    private static final int SHIFT = 48;

    private Spot() {}

    static long seq(int partition, long offset) {
        return ((long) partition << SHIFT) | offset;
    }

    static int partition(long seq) {
        return (int) (seq >>> SHIFT);
    }

    static long offset(long seq) {
        return seq & ((1L << SHIFT) - 1);
    }
}
