package dev.caravan.kafka;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the topics that are missing; those that are there stay as they are. */
record TopicMaker(Brokers brokers, KafkaSettings settings) {
    private static final Logger LOG = LoggerFactory.getLogger(TopicMaker.class);
    private static final int SAFE = 3;
    /** A parked payload is a JSON text within JSON. */
    private static final int LARGEST = 8 << 20;

    void make() throws ExecutionException {
        Set<String> there = brokers.get(admin -> admin.listTopics().names());
        List<NewTopic> missing = wanted(replication())
                .filter(topic -> !there.contains(topic.name()))
                .toList();
        for (NewTopic topic : missing) {
            make(topic);
        }
    }

    private void make(NewTopic topic) throws ExecutionException {
        try {
            brokers.get(admin -> admin.createTopics(List.of(topic)).all());
            LOG.info(
                    "journal: topic {} made with {} partition(s), {} replica(s) each",
                    topic.name(),
                    topic.numPartitions(),
                    topic.replicationFactor());
        } catch (ExecutionException e) {
            if (!(Fault.cause(e) instanceof TopicExistsException)) { // else another replica was quicker
                throw new MissingTopicException(topic.name(), e);
            }
        }
    }

    /** With three brokers one may be lost, and two must have each event before its 202. */
    private int replication() throws ExecutionException {
        int set = settings.topics().replication();
        return set > 0 ? set : Math.min(SAFE, brokers.get(TopicMaker::nodes));
    }

    private static org.apache.kafka.common.KafkaFuture<Integer> nodes(Admin admin) {
        return admin.describeCluster().nodes().thenApply(nodes -> nodes.size());
    }

    private Stream<NewTopic> wanted(int replication) {
        KafkaSettings.Topics topics = settings.topics();
        return Stream.of(
                topic(topics.events(), topics.partitions(), replication, "delete", settings.retention()),
                topic(topics.dead(), 1, replication, "compact,delete", settings.deadLetterRetention()),
                topic(topics.deliveries(), 1, replication, "delete", KnownDeliveries.KEPT));
    }

    private static NewTopic topic(String name, int partitions, int replication, String cleanup, Duration kept) {
        Map<String, String> configuration = new TreeMap<>(Map.of(
                "cleanup.policy",
                cleanup,
                "compression.type",
                "producer",
                "retention.ms",
                Long.toString(kept.toMillis()),
                "retention.bytes",
                "-1",
                "max.message.bytes",
                Integer.toString(LARGEST)));
        if (replication >= SAFE) {
            configuration.put("min.insync.replicas", "2");
            configuration.put("unclean.leader.election.enable", "false");
        }
        return new NewTopic(name, partitions, (short) replication).configs(configuration);
    }
}
