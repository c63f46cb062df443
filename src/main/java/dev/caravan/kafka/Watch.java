package dev.caravan.kafka;

import dev.caravan.journal.Lag;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** How far the groups are behind, whichever replica reads for them: as the brokers said a moment ago. */
final class Watch {
    private final Brokers brokers;
    private final KafkaSettings settings;
    private final Clock clock;
    private final Map<String, Behind> lanes = new ConcurrentHashMap<>();
    private volatile long events;

    Watch(Brokers brokers, KafkaSettings settings, Clock clock) {
        this.brokers = brokers;
        this.settings = settings;
        this.clock = clock;
    }

    /** Looks anew. */
    void look(Collection<KafkaLane> open) throws ExecutionException {
        List<TopicPartition> partitions = brokers.partitions(settings.topics().events());
        Map<TopicPartition, Long> first = brokers.offsets(partitions, OffsetSpec.earliest());
        Map<TopicPartition, Long> ends = brokers.offsets(partitions, OffsetSpec.latest());
        events = partitions.stream()
                .mapToLong(each -> ends.getOrDefault(each, 0L) - first.getOrDefault(each, 0L))
                .sum();
        List<String> groups =
                open.stream().map(lane -> settings.groupOf(lane.name())).toList();
        Map<String, Map<TopicPartition, OffsetAndMetadata>> committed = brokers.offsetsOf(groups);
        for (KafkaLane lane : open) {
            lanes.merge(
                    lane.name(),
                    behind(first, ends, committed.getOrDefault(settings.groupOf(lane.name()), Map.of())),
                    Behind::after);
        }
        lanes.keySet().retainAll(open.stream().map(KafkaLane::name).toList());
    }

    private Behind behind(
            Map<TopicPartition, Long> first,
            Map<TopicPartition, Long> ends,
            Map<TopicPartition, OffsetAndMetadata> committed) {
        if (committed.values().stream().allMatch(java.util.Objects::isNull)) {
            return new Behind(0, 0, clock.instant()); // it has no place yet
        }
        long behind = 0;
        long place = 0;
        for (Map.Entry<TopicPartition, Long> end : ends.entrySet()) {
            OffsetAndMetadata position = committed.get(end.getKey());
            long passed = Math.max(first.getOrDefault(end.getKey(), 0L), position == null ? 0 : position.offset());
            behind += Math.max(0, end.getValue() - passed);
            place += passed;
        }
        return new Behind(behind, place, clock.instant());
    }

    /** Of all replicas as to number; as to age of what this one has, or since when nothing moves. */
    Lag lag(KafkaLane lane) {
        Behind behind = lanes.getOrDefault(lane.name(), new Behind(0, 0, clock.instant()));
        long waiting = Math.max(behind.events(), lane.size());
        Instant oldest = lane.oldest();
        Instant since = oldest == null ? behind.movedAt() : oldest;
        Duration age = Duration.between(since, clock.instant());
        return new Lag(waiting, waiting == 0 || age.isNegative() ? Duration.ZERO : age);
    }

    /** How many events lie in the topic. */
    long events() {
        return events;
    }

    long backlog() {
        return lanes.values().stream().mapToLong(Behind::events).max().orElse(0);
    }

    /**
     * A lane at the time of a look.
     *
     * @param movedAt when its place was first seen to be there
     */
    private record Behind(long events, long place, Instant movedAt) {
        Behind after(Behind next) {
            boolean stands = next.place == place && events > 0;
            return stands ? new Behind(next.events, place, movedAt) : next;
        }
    }
}
