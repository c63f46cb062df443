package dev.caravan.kafka;

import java.time.Duration;
import java.util.Map;

/**
 * What the three channels say, as the client's properties, and the limits. Holds secrets.
 *
 * @param brokers addresses, for messages
 * @param topics what is kept where
 * @param group name of a lane's consumer group, with {@link #LANE} for the lane
 * @param client what every connection needs
 * @param producer and {@code consumer}: what is said of each besides
 * @param retention how long events are kept
 * @param maxBacklog events that may wait for the slowest lane before appends are refused
 */
public record KafkaSettings(
        String brokers,
        Topics topics,
        String group,
        Map<String, Object> client,
        Map<String, Object> producer,
        Map<String, Object> consumer,
        Duration retention,
        Duration deadLetterRetention,
        long maxBacklog) {
    /** Stands in a channel for the name of the lane. */
    public static final String LANE = "_name_";

    /** The group of a lane. */
    String groupOf(String lane) {
        return group.replace(LANE, lane);
    }

    /** Names the place; the properties may hold secrets. */
    @Override
    public String toString() {
        return "KafkaSettings[" + brokers + "]";
    }

    /**
     * The topics, and how those are made that are missing.
     *
     * @param partitions of the events
     * @param replication copies of each; 0 for three, or as many as there are brokers
     */
    public record Topics(String events, String dead, String deliveries, int partitions, int replication) {}
}
