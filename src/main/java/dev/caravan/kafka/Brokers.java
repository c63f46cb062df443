package dev.caravan.kafka;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.jspecify.annotations.Nullable;

/** Asks the brokers; connected with the first question, since an address may not resolve before. */
final class Brokers implements AutoCloseable {
    private static final long SECONDS = 6;

    private final Clients clients;
    private @Nullable Admin admin;

    Brokers(Clients clients) {
        this.clients = clients;
    }

    private synchronized Admin admin() {
        if (admin == null) {
            admin = clients.admin();
        }
        return admin;
    }

    /** An answer, for which it waits some seconds. */
    <T> T get(Function<Admin, KafkaFuture<T>> question) throws ExecutionException {
        try {
            return question.apply(admin()).get(SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException(e);
        } catch (TimeoutException e) {
            throw new org.apache.kafka.common.errors.TimeoutException(e);
        }
    }

    List<TopicPartition> partitions(String topic) throws ExecutionException {
        return get(asked -> asked.describeTopics(List.of(topic)).allTopicNames()).values().stream()
                .flatMap(description -> description.partitions().stream())
                .map(TopicPartitionInfo::partition)
                .map(partition -> new TopicPartition(topic, partition))
                .toList();
    }

    /** An offset of every partition of the topic. */
    Map<TopicPartition, Long> offsets(String topic, OffsetSpec which) throws ExecutionException {
        return offsets(partitions(topic), which);
    }

    Map<TopicPartition, Long> offsets(Collection<TopicPartition> partitions, OffsetSpec which)
            throws ExecutionException {
        Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
        partitions.forEach(partition -> wanted.put(partition, which));
        Map<TopicPartition, Long> offsets = new HashMap<>();
        get(asked -> asked.listOffsets(wanted).all())
                .forEach((partition, found) -> offsets.put(partition, found.offset()));
        return offsets;
    }

    /** What the group has committed. */
    Map<TopicPartition, OffsetAndMetadata> offsets(String group) throws ExecutionException {
        return offsetsOf(List.of(group)).getOrDefault(group, Map.of());
    }

    Map<String, Map<TopicPartition, OffsetAndMetadata>> offsetsOf(Collection<String> groups) throws ExecutionException {
        Map<String, ListConsumerGroupOffsetsSpec> wanted = new HashMap<>();
        groups.forEach(group -> wanted.put(group, new ListConsumerGroupOffsetsSpec()));
        return wanted.isEmpty()
                ? Map.of()
                : get(asked -> asked.listConsumerGroupOffsets(wanted).all());
    }

    @Override
    public synchronized void close() {
        if (admin != null) {
            admin.close(java.time.Duration.ofSeconds(1));
        }
    }
}
