package dev.caravan.kafka;

import dev.caravan.journal.Entry;
import dev.caravan.journal.JournalException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One membership in a lane's group. It polls however long the senders wait, so that the group never expels it, and has partitions pause of
 * which enough is fetched.
 */
final class LanePoll implements ConsumerRebalanceListener {
    private static final Logger LOG = LoggerFactory.getLogger(LanePoll.class);
    /** How long a rebalance waits for what is on its way: longer than most providers take, shorter than anyone notices. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private static final Duration BUSY = Duration.ofMillis(50);
    private static final Duration IDLE = Duration.ofSeconds(1);
    private static final Duration COMMIT = Duration.ofSeconds(3);

    private final String lane;
    private final Consumer<String, byte[]> consumer;
    private final Shelf shelf;
    private boolean committing;

    LanePoll(String lane, Consumer<String, byte[]> consumer, Shelf shelf) {
        this.lane = lane;
        this.consumer = consumer;
        this.shelf = shelf;
    }

    void join(String topic) {
        consumer.subscribe(List.of(topic), this);
    }

    void once() {
        pause();
        boolean busy = shelf.size() > 0 || !shelf.progress().isEmpty();
        consumer.poll(busy ? BUSY : IDLE).forEach(this::add);
        commit();
    }

    private void pause() {
        Set<TopicPartition> paused = consumer.paused();
        Set<TopicPartition> assigned = consumer.assignment();
        consumer.pause(assigned.stream()
                .filter(partition -> !paused.contains(partition) && shelf.isFull(partition))
                .toList());
        consumer.resume(assigned.stream()
                .filter(partition -> paused.contains(partition) && shelf.isHalfEmpty(partition))
                .toList());
    }

    private void add(ConsumerRecord<String, byte[]> found) {
        TopicPartition partition = new TopicPartition(found.topic(), found.partition());
        if (!Records.isFor(found, lane)) {
            shelf.add(partition, null, found.offset(), 0);
            return;
        }
        try {
            Entry entry = Records.entry(found);
            shelf.add(partition, entry, found.offset(), found.serializedValueSize());
        } catch (JournalException e) {
            LOG.error(
                    "lane {}: record {} at offset {} is no event; it is passed over", lane, partition, found.offset());
            shelf.add(partition, null, found.offset(), 0);
        }
    }

    /** One at a time, so that a newer position is never overtaken by an older one. */
    private void commit() {
        Map<TopicPartition, OffsetAndMetadata> progress = shelf.progress();
        if (committing || progress.isEmpty()) {
            return;
        }
        committing = true;
        consumer.commitAsync(progress, (positions, failure) -> {
            committing = false;
            if (failure == null) {
                shelf.committed(positions);
            }
        });
    }

    /** Lets what is on its way end, tells the group how far it came, and leaves it. */
    void leave() {
        giveUp(consumer.assignment());
        consumer.close(COMMIT);
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        giveUp(partitions);
    }

    private void giveUp(Collection<TopicPartition> partitions) {
        if (partitions.isEmpty()) {
            return;
        }
        try {
            Map<TopicPartition, OffsetAndMetadata> progress = shelf.release(partitions, PATIENCE);
            if (!progress.isEmpty()) {
                consumer.commitSync(progress, COMMIT);
            }
        } catch (KafkaException e) {
            LOG.debug("lane {}: its last step is not committed; whoever goes on takes it once more", lane);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
        shelf.lose(partitions);
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        if (partitions.isEmpty()) {
            return;
        }
        Map<TopicPartition, Long> positions =
                partitions.stream().collect(Collectors.toMap(partition -> partition, consumer::position));
        positions.forEach(shelf::assign);
    }
}
