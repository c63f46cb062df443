package dev.caravan.kafka;

import dev.caravan.journal.Entry;
import dev.caravan.journal.Lane;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A lane whose place is what its consumer group has committed.
 *
 * <p>What is complete is so at once, and committed within a moment by the thread that polls: a crash in between has it told twice.
 */
final class KafkaLane extends Lane implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaLane.class);
    private static final Duration AGAIN = Duration.ofSeconds(1);
    /** After which one that is closed leaves its partitions to others; routes that follow each other open it again before. */
    private static final Duration LINGER = Duration.ofSeconds(10);

    private final Clients clients;
    private final Places places;
    private final String topic;
    private final Shelf shelf;
    private final CountDownLatch placed = new CountDownLatch(1);
    private final Thread thread;
    private volatile boolean ended;
    private volatile @Nullable KafkaConsumer<String, byte[]> consumer;
    private long closedAt;

    KafkaLane(String name, Clients clients, Places places, String topic) {
        super(name);
        this.clients = clients;
        this.places = places;
        this.topic = topic;
        this.shelf = new Shelf(topic);
        this.thread = new Thread(this, "poll-" + name);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    @Override
    public @Nullable Entry take(Duration wait) throws InterruptedException {
        return shelf.take(wait, this::isOpen);
    }

    @Override
    public CompletableFuture<Boolean> complete(List<Entry> entries) {
        shelf.finish(entries);
        return CompletableFuture.completedFuture(true);
    }

    @Override
    public void giveBack(Entry entry) {
        shelf.giveBack(entry);
    }

    @Override
    protected void wake() {
        shelf.wake();
    }

    @Override
    public void run() {
        while (!ended) {
            try {
                follow();
            } catch (InterruptException e) {
                return;
            } catch (KafkaException e) {
                LOG.debug(
                        "lane {}: connects again after {}", name(), e.getClass().getSimpleName());
                rest();
            } catch (RuntimeException e) { // a mistake of ours must not end the lane
                LOG.error("lane {}: connects again after an unexpected error", name(), e);
                rest();
            }
        }
    }

    private void follow() {
        if (!wanted()) {
            rest();
            return;
        }
        places.take(name());
        placed.countDown();
        try (KafkaConsumer<String, byte[]> member = clients.member(name())) {
            consumer = member;
            LanePoll poll = new LanePoll(name(), member, shelf);
            poll.join(topic);
            try {
                while (!ended && wanted()) {
                    poll.once();
                }
            } catch (WakeupException e) {
                // told to end
            }
            poll.leave();
        } finally {
            consumer = null;
        }
    }

    private boolean wanted() {
        if (isOpen() || !shelf.isIdle()) {
            closedAt = 0;
            return true;
        }
        long now = System.nanoTime() | 1;
        closedAt = closedAt == 0 ? now : closedAt;
        return now - closedAt < LINGER.toNanos();
    }

    private void rest() {
        try {
            Thread.sleep(AGAIN.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            ended = true;
        }
    }

    /** Whether it has its place in the log, before which nothing and after which everything is its own. */
    boolean isPlaced() {
        return placed.getCount() == 0;
    }

    void awaitPlace(Duration most) {
        try {
            if (!placed.await(most.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("lane {}: Kafka does not know its place yet", name());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** How many events it has here, and since when the oldest waits. */
    int size() {
        return shelf.size();
    }

    @Nullable
    Instant oldest() {
        return shelf.oldest();
    }

    /** Leaves the group at once, so that others need not wait for a silence. */
    void end(Duration most) {
        close();
        ended = true;
        KafkaConsumer<String, byte[]> polling = consumer;
        if (polling != null) {
            polling.wakeup();
        } else {
            thread.interrupt();
        }
        try {
            thread.join(most.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
