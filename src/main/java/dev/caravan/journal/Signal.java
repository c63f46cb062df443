package dev.caravan.journal;

/** Wakes waiting threads; a ring between looking and waiting is not lost. */
final class Signal {
    private long rings;

    /** To be read before looking at what is waited for. */
    synchronized long rings() {
        return rings;
    }

    /** Wakes one. */
    synchronized void one() {
        rings++;
        notify();
    }

    /** Wakes all. */
    synchronized void all() {
        rings++;
        notifyAll();
    }

    /** Waits until it rings; returns what is left of {@code nanos}, zero or less when the time is over. */
    synchronized long await(long seen, long nanos) throws InterruptedException {
        long start = System.nanoTime();
        long left = nanos;
        while (rings == seen && left > 0) {
            wait(left / 1_000_000, (int) (left % 1_000_000));
            left = nanos - (System.nanoTime() - start);
        }
        return left;
    }
}
