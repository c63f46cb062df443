package dev.caravan.kafka;

import dev.caravan.journal.Receipt;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Deliveries that were accepted, by their keys: noted in a topic once their events are safe, and read from there by every replica.
 *
 * <p>Two replicas that take the same delivery at the same moment do not know of each other: it is told twice then.
 */
final class KnownDeliveries {
    static final Duration KEPT = Duration.ofDays(2);
    /** Some 60 MB; beyond it the oldest are forgotten before their time. */
    static final int MOST = 200_000;

    private final String topic;
    private final Publisher publisher;
    private final Clock clock;
    private final Map<String, CompletableFuture<Receipt>> underway = new ConcurrentHashMap<>();
    private final Map<String, Known> known = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
            return size() > MOST;
        }
    };

    KnownDeliveries(String topic, Publisher publisher, Clock clock) {
        this.topic = topic;
        this.publisher = publisher;
        this.clock = clock;
    }

    /** Appends unless the key is known or is being appended. */
    CompletableFuture<Receipt> once(String key, Duration window, Supplier<CompletableFuture<Receipt>> append) {
        CompletableFuture<Receipt> mine = new CompletableFuture<>();
        CompletableFuture<Receipt> other = underway.putIfAbsent(key, mine);
        if (other != null) {
            return repeated(other);
        }
        String id = find(key, window);
        if (id != null) {
            underway.remove(key, mine);
            mine.complete(new Receipt(List.of(id), true));
            return mine;
        }
        var unused = append.get().whenComplete((receipt, failure) -> {
            if (receipt == null) {
                underway.remove(key, mine);
                mine.completeExceptionally(failure);
            } else {
                note(key, receipt, mine);
            }
        });
        return mine;
    }

    /** Like the first, once that is known. */
    private static CompletableFuture<Receipt> repeated(CompletableFuture<Receipt> first) {
        CompletableFuture<Receipt> repeated = new CompletableFuture<>();
        var unused = first.whenComplete((receipt, failure) -> {
            if (receipt == null) {
                repeated.completeExceptionally(failure);
            } else {
                repeated.complete(new Receipt(List.of(receipt.ids().get(0)), true));
            }
        });
        return repeated;
    }

    /** After the events, so that no crash in between makes a loss of it. Events that are safe are accepted, whatever becomes of the note. */
    private void note(String key, Receipt receipt, CompletableFuture<Receipt> mine) {
        String id = receipt.ids().get(0);
        Instant now = clock.instant();
        put(key, id, now);
        byte[] value = id.getBytes(StandardCharsets.UTF_8);
        var unused = publisher
                .send(List.of(new ProducerRecord<>(topic, null, now.toEpochMilli(), key, value)))
                .whenComplete((done, failure) -> {
                    underway.remove(key, mine);
                    mine.complete(receipt);
                });
    }

    private synchronized @Nullable String find(String key, Duration window) {
        Known found = known.get(key);
        return found == null || found.at() <= clock.instant().minus(window).toEpochMilli() ? null : found.id();
    }

    private synchronized void put(String key, String id, Instant at) {
        known.remove(key); // the newest is the last to be forgotten
        known.put(key, new Known(id, at.toEpochMilli()));
    }

    /** What this replica or another has noted. */
    void read(ConsumerRecord<String, byte[]> noted) {
        if (noted.key() != null && noted.value() != null) {
            put(
                    noted.key(),
                    new String(noted.value(), StandardCharsets.UTF_8),
                    Instant.ofEpochMilli(noted.timestamp()));
        }
    }

    private record Known(String id, long at) {}
}
