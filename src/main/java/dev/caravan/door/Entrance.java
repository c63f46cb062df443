package dev.caravan.door;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The way from the door into one context's routes, and how many requests are inside. */
public final class Entrance {
    private final List<DoorConsumer> consumers = new CopyOnWriteArrayList<>();
    private final AtomicLong inside = new AtomicLong();
    private volatile boolean closed;

    private final Gate gate;
    private final Handshake handshake;

    Entrance(Gate gate) {
        this.gate = gate;
        this.handshake = new Handshake(gate);
    }

    Gate gate() {
        return gate;
    }

    Handshake handshake() {
        return handshake;
    }

    void add(DoorConsumer consumer) {
        consumers.add(consumer);
    }

    void remove(DoorConsumer consumer) {
        consumers.remove(consumer);
    }

    boolean isEmpty() {
        return consumers.isEmpty();
    }

    @Nullable
    DoorConsumer consumer(@Nullable String path) {
        for (DoorConsumer consumer : consumers) {
            if (path != null && consumer.serves(path)) {
                return consumer;
            }
        }
        return null;
    }

    /** Counted before it is looked at: whoever closes it after this sees the one that went in. */
    boolean enter() {
        inside.incrementAndGet();
        if (closed) {
            inside.decrementAndGet();
            return false;
        }
        return true;
    }

    void leave() {
        inside.decrementAndGet();
    }

    /** Lets nobody in any more; returns whether all who were inside have left. The door must lead elsewhere by now. */
    public boolean close(Duration most) throws InterruptedException {
        closed = true;
        long end = System.nanoTime() + most.toNanos();
        while (inside.get() > 0 && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
        return inside.get() <= 0;
    }
}
