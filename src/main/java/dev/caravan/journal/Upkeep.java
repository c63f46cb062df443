package dev.caravan.journal;

import java.util.concurrent.CompletableFuture;

/** What the writer does about once a second, and once a minute. */
final class Upkeep implements Runnable {
    private static final int MINUTE = 60;

    private final Writer writer;
    private final Lanes lanes;
    private final Retention retention;
    private final Tail tail;
    private final HighWater highWater;
    private final Probe probe;
    private int ticks;

    Upkeep(Writer writer, Lanes lanes, Retention retention, Tail tail, HighWater highWater, Probe probe) {
        this.writer = writer;
        this.lanes = lanes;
        this.retention = retention;
        this.tail = tail;
        this.highWater = highWater;
        this.probe = probe;
    }

    @Override
    public void run() {
        probe.look();
        highWater.disk();
        highWater.backlog(lanes.backlog(tail.last())); // which another process may have worked off
        if (++ticks % MINUTE == 0) {
            lanes.touch();
            var unused = retain();
        }
    }

    /** Deletes step by step; other commands go in between. */
    CompletableFuture<Boolean> retain() {
        return writer.submit(Command.of(retention::step))
                .thenCompose(more -> more ? retain() : CompletableFuture.completedFuture(true));
    }
}
