package dev.caravan.kafka;

import dev.caravan.journal.Entry;
import dev.caravan.journal.JournalException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** Looks something up in a topic, with a consumer of its own for each question: people ask seldom. */
record Browse(Clients clients, KafkaSettings settings) {
    private static final Duration PATIENCE = Duration.ofSeconds(4);

    /** The newest events, newest first. */
    List<Entry> newest(int limit) {
        try (KafkaConsumer<String, byte[]> reader = clients.reader()) {
            List<TopicPartition> partitions = reader
                    .partitionsFor(settings.topics().events(), PATIENCE)
                    .stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            Map<TopicPartition, Long> ends = reader.endOffsets(partitions, PATIENCE);
            reader.assign(partitions);
            reader.beginningOffsets(partitions, PATIENCE)
                    .forEach((partition, first) ->
                            reader.seek(partition, Math.max(first, ends.getOrDefault(partition, 0L) - limit)));
            List<Entry> found = new ArrayList<>();
            read(reader, ends).stream().filter(each -> each.value() != null).forEach(each -> add(found, each));
            found.sort(Comparator.comparing(Entry::acceptedAt).reversed());
            return found.subList(0, Math.min(limit, found.size()));
        } catch (KafkaException e) {
            throw Fault.of(e, settings.brokers());
        }
    }

    private static void add(Collection<Entry> found, ConsumerRecord<String, byte[]> each) {
        try {
            found.add(Records.entry(each));
        } catch (JournalException e) {
            return; // whoever wrote it: it is no event
        }
    }

    /** The record at that offset, if it is still there. */
    Optional<byte[]> at(TopicPartition partition, long offset) {
        try (KafkaConsumer<String, byte[]> reader = clients.reader()) {
            reader.assign(List.of(partition));
            reader.seek(partition, offset);
            return read(reader, Map.of(partition, offset + 1)).stream()
                    .filter(found -> found.offset() == offset && found.value() != null)
                    .map(ConsumerRecord::value)
                    .findFirst();
        } catch (KafkaException e) {
            throw Fault.of(e, settings.brokers());
        }
    }

    private static List<ConsumerRecord<String, byte[]>> read(
            KafkaConsumer<String, byte[]> reader, Map<TopicPartition, Long> ends) {
        List<ConsumerRecord<String, byte[]>> found = new ArrayList<>();
        long patience = System.nanoTime() + PATIENCE.toNanos();
        while (!ends.entrySet().stream().allMatch(end -> reader.position(end.getKey(), PATIENCE) >= end.getValue())) {
            if (System.nanoTime() > patience) {
                throw new org.apache.kafka.common.errors.TimeoutException("not read in time");
            }
            reader.poll(Duration.ofMillis(200)).forEach(found::add);
        }
        return found;
    }
}
