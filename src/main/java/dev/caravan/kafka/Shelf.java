package dev.caravan.kafka;

import dev.caravan.journal.Entry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** What a lane has fetched and not finished, between the thread that polls and those that send. */
final class Shelf {
    private final Map<TopicPartition, Held> held = new HashMap<>();
    private final Deque<TopicPartition> turns = new ArrayDeque<>();
    private final String topic;

    Shelf(String topic) {
        this.topic = topic;
    }

    /** The next entry of any partition that is free, each in its turn; null if there is none in time. */
    synchronized @Nullable Entry take(Duration wait, BooleanSupplier open) throws InterruptedException {
        long end = System.nanoTime() + wait.toNanos();
        while (open.getAsBoolean()) {
            Entry entry = next();
            if (entry != null) {
                return entry;
            }
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return null;
            }
            wait(left);
        }
        return null;
    }

    private @Nullable Entry next() {
        for (int tries = turns.size(); tries > 0; tries--) {
            TopicPartition partition = turns.removeFirst();
            turns.addLast(partition);
            Held found = held(partition);
            if (found.offers(Thread.currentThread())) {
                return found.take(Thread.currentThread());
            }
        }
        return null;
    }

    private Held held(TopicPartition partition) {
        return Objects.requireNonNull(held.computeIfAbsent(partition, any -> new Held()));
    }

    private Held held(Entry entry) {
        return held(new TopicPartition(topic, Spot.partition(entry.seq())));
    }

    synchronized void finish(Collection<Entry> entries) {
        entries.forEach(entry -> held(entry).finish(Spot.offset(entry.seq())));
        notifyAll();
    }

    synchronized void giveBack(Entry entry) {
        held(entry).giveBack(Spot.offset(entry.seq()));
        notifyAll();
    }

    synchronized void wake() {
        notifyAll();
    }

    synchronized void assign(TopicPartition partition, long position) {
        held(partition).assign(position);
        turns.remove(partition);
        turns.addLast(partition);
    }

    synchronized void add(TopicPartition partition, @Nullable Entry entry, long offset, int size) {
        if (entry == null) {
            held(partition).passed(offset);
        } else {
            held(partition).add(entry, size);
            notifyAll();
        }
    }

    /** Hands nothing more of them out, and waits a moment for what is on its way; returns what may be committed of it. */
    synchronized Map<TopicPartition, OffsetAndMetadata> release(
            Collection<TopicPartition> partitions, Duration patience) throws InterruptedException {
        turns.removeAll(partitions);
        long end = System.nanoTime() + patience.toNanos();
        for (long left = patience.toMillis();
                left > 0 && !areIdle(partitions);
                left = (end - System.nanoTime()) / 1_000_000) {
            wait(left);
        }
        Map<TopicPartition, OffsetAndMetadata> progress = progress();
        progress.keySet().retainAll(partitions);
        lose(partitions);
        return progress;
    }

    private boolean areIdle(Collection<TopicPartition> partitions) {
        return partitions.stream().allMatch(partition -> held(partition).isIdle());
    }

    synchronized void lose(Collection<TopicPartition> partitions) {
        turns.removeAll(partitions);
        partitions.forEach(partition -> held(partition).revoke());
    }

    synchronized boolean isFull(TopicPartition partition) {
        return held(partition).isFull();
    }

    synchronized boolean isHalfEmpty(TopicPartition partition) {
        return held(partition).isHalfEmpty();
    }

    synchronized boolean isIdle() {
        return held.values().stream().allMatch(Held::isIdle);
    }

    synchronized int size() {
        return held.values().stream().mapToInt(Held::size).sum();
    }

    synchronized @Nullable Instant oldest() {
        Instant oldest = null;
        for (Held each : held.values()) {
            Instant first = each.oldest();
            oldest = oldest == null || (first != null && first.isBefore(oldest)) ? first : oldest;
        }
        return oldest;
    }

    /** What can be committed that is not yet. */
    synchronized Map<TopicPartition, OffsetAndMetadata> progress() {
        Map<TopicPartition, OffsetAndMetadata> progress = new HashMap<>();
        held.forEach((partition, each) -> {
            OffsetAndMetadata position = each.progress();
            if (position != null) {
                progress.put(partition, position);
            }
        });
        return progress;
    }

    synchronized void committed(Map<TopicPartition, OffsetAndMetadata> positions) {
        positions.forEach((partition, position) -> held(partition).committed(position.offset()));
    }
}
