package dev.caravan.kafka;

import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownMemberIdException;

/**
 * Sets where a new lane begins: at the end of every partition, by one write before it reads anything. Kafka's own {@code latest} would be
 * decided by each member for each partition when it happens to look, and would skip what a new partition got until then.
 */
record Places(Brokers brokers, KafkaSettings settings) {
    void take(String lane) {
        String group = settings.groupOf(lane);
        String topic = settings.topics().events();
        try {
            Map<TopicPartition, OffsetAndMetadata> known = brokers.offsets(group);
            if (known.keySet().stream().noneMatch(partition -> partition.topic().equals(topic))) {
                Map<TopicPartition, OffsetAndMetadata> ends =
                        brokers.offsets(topic, OffsetSpec.latest()).entrySet().stream()
                                .collect(Collectors.toMap(
                                        Map.Entry::getKey, end -> new OffsetAndMetadata(end.getValue())));
                brokers.get(
                        admin -> admin.alterConsumerGroupOffsets(group, ends).all());
            }
        } catch (ExecutionException e) {
            Throwable cause = Fault.cause(e);
            if (!(cause
                    instanceof
                    UnknownMemberIdException)) { // else another replica has joined it, and so placed it before
                throw new KafkaException(cause);
            }
        }
    }
}
