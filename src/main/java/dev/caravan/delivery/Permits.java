package dev.caravan.delivery;

import dev.caravan.provider.Rate;
import java.time.Duration;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** As many attempts as a rate allows; one that was taken is free again a period after it was given back. For any number of threads. */
final class Permits {
    private final Rate rate;
    private final AtomicInteger made = new AtomicInteger();
    private final DelayQueue<Used> used = new DelayQueue<>();

    Permits(Rate rate) {
        this.rate = rate;
    }

    Rate rate() {
        return rate;
    }

    /** Takes one, waiting {@code most} for it; returns whether there was one. */
    boolean take(Duration most) throws InterruptedException {
        return isLeft() || used.poll(most.toNanos(), TimeUnit.NANOSECONDS) != null;
    }

    private boolean isLeft() {
        return made.getAndUpdate(number -> Math.min(number + 1, rate.count())) < rate.count();
    }

    /** To be called once for each that was taken, when its attempt is over. */
    void giveBack() {
        used.put(new Used(System.nanoTime() + rate.period().toNanos()));
    }

    /** Free from a moment of {@link System#nanoTime()} on. */
    private record Used(long until) implements Delayed {
        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(until - System.nanoTime(), TimeUnit.NANOSECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.signum(until - ((Used) other).until);
        }
    }
}
