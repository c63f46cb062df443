package dev.caravan.kafka;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the small topics from their beginning, and goes on reading: dead letters and deliveries that any replica has written. */
final class Follower implements Runnable, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Follower.class);
    private static final Duration WAIT = Duration.ofSeconds(1);

    private final Clients clients;
    private final Map<String, Consumer<ConsumerRecord<String, byte[]>>> readers;
    private final Thread thread = new Thread(this, "kafka-follow");
    private volatile boolean caughtUp;
    private volatile boolean ended;
    private volatile @Nullable KafkaConsumer<String, byte[]> consumer;

    /** {@code readers} take what is found, by topic. */
    Follower(Clients clients, Map<String, Consumer<ConsumerRecord<String, byte[]>>> readers) {
        this.clients = clients;
        this.readers = readers;
        thread.setDaemon(true);
    }

    void start() {
        if (thread.getState() == Thread.State.NEW) {
            thread.start();
        }
    }

    /** Whether everything was read that was there when it began. */
    boolean hasCaughtUp() {
        return caughtUp;
    }

    @Override
    public void run() {
        while (!ended) {
            try (KafkaConsumer<String, byte[]> reader = clients.reader()) {
                consumer = reader;
                follow(reader);
            } catch (WakeupException | InterruptException e) {
                return; // told to end
            } catch (KafkaException e) {
                LOG.debug(
                        "journal: reads again from the beginning after {}",
                        e.getClass().getSimpleName());
                rest();
            } catch (RuntimeException e) { // a mistake of ours must not end it
                LOG.error("journal: reads again from the beginning after an unexpected error", e);
                rest();
            }
        }
    }

    private void follow(KafkaConsumer<String, byte[]> reader) {
        List<TopicPartition> partitions = readers.keySet().stream()
                .flatMap(topic -> reader.partitionsFor(topic).stream())
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        if (partitions.stream().map(TopicPartition::topic).distinct().count() < readers.size()) {
            rest(); // a broker need not know at once of a topic that another has made
            return;
        }
        reader.assign(partitions);
        Map<TopicPartition, Long> ends = reader.endOffsets(partitions);
        reader.beginningOffsets(partitions)
                .forEach((partition, first) -> reader.seek(
                        partition, Math.max(first, ends.getOrDefault(partition, 0L) - KnownDeliveries.MOST)));
        while (!ended) {
            if (!caughtUp) {
                caughtUp = partitions.stream()
                        .allMatch(partition -> reader.position(partition) >= ends.getOrDefault(partition, 0L));
            }
            reader.poll(WAIT).forEach(this::read);
        }
    }

    private void read(ConsumerRecord<String, byte[]> found) {
        var reader = readers.get(found.topic());
        if (reader != null && found.key() != null) {
            reader.accept(found);
        }
    }

    private void rest() {
        try {
            Thread.sleep(WAIT.toMillis());
        } catch (InterruptedException e) {
            ended = true;
        }
    }

    @Override
    public void close() {
        ended = true;
        KafkaConsumer<String, byte[]> reading = consumer;
        if (reading != null) {
            reading.wakeup();
        }
        thread.interrupt();
    }
}
