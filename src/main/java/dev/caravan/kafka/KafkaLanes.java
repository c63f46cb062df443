package dev.caravan.kafka;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The lanes of this replica. */
final class KafkaLanes {
    private static final Duration PLACE = Duration.ofSeconds(3);
    private static final Duration END = Duration.ofSeconds(4);

    private final Map<String, KafkaLane> lanes = new ConcurrentHashMap<>();
    private final Clients clients;
    private final Places places;
    private final Readiness readiness;

    KafkaLanes(Clients clients, Places places, Readiness readiness) {
        this.clients = clients;
        this.places = places;
        this.readiness = readiness;
    }

    /** One that is known goes on; a new one has its place before anything else is accepted, as far as Kafka answers. */
    synchronized KafkaLane open(String name) {
        KafkaLane known = lanes.get(name);
        if (known != null) {
            known.reopen();
            return known;
        }
        KafkaLane lane =
                new KafkaLane(name, clients, places, clients.settings().topics().events());
        lanes.put(name, lane);
        lane.start();
        if (!readiness.isBroken()) {
            lane.awaitPlace(PLACE);
        }
        return lane;
    }

    @Nullable
    KafkaLane get(String name) {
        return lanes.get(name);
    }

    boolean isOpen(String name) {
        KafkaLane lane = lanes.get(name);
        return lane != null && lane.isOpen();
    }

    Collection<KafkaLane> open() {
        return lanes.values().stream().filter(KafkaLane::isOpen).toList();
    }

    boolean arePlaced() {
        return open().stream().allMatch(KafkaLane::isPlaced);
    }

    /** All at once: each waits a moment for what it has on its way. */
    void end() {
        lanes.values().parallelStream().forEach(lane -> lane.end(END));
    }
}
