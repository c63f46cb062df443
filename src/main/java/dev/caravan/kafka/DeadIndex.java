package dev.caravan.kafka;

import dev.caravan.journal.DeadLetter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The dead letters of the topic without their bodies, the newest of them if there are very many. Every replica has all of them. */
final class DeadIndex {
    private static final Logger LOG = LoggerFactory.getLogger(DeadIndex.class);
    private static final int MOST = 20_000;

    private final Map<String, Lying> letters = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Lying> eldest) {
            return size() > MOST;
        }
    };
    /** What was changed from here and not been read yet: what is read before that is older. */
    private final Map<String, Long> ahead = new HashMap<>();

    synchronized void buried(DeadLetter letter, TopicPartition partition, long offset) {
        ahead.put(letter.id(), offset);
        letters.put(letter.id(), new Lying(DeadText.summary(letter), partition, offset));
    }

    synchronized void forgotten(String id, long offset) {
        ahead.put(id, offset);
        letters.remove(id);
    }

    /** What this replica or another has written. */
    synchronized void read(ConsumerRecord<String, byte @Nullable []> found) {
        Long own = ahead.get(found.key());
        if (own != null && found.offset() < own) {
            return;
        }
        ahead.remove(found.key());
        byte[] text = found.value();
        if (text == null) {
            letters.remove(found.key());
            return;
        }
        try {
            TopicPartition partition = new TopicPartition(found.topic(), found.partition());
            letters.put(found.key(), new Lying(DeadText.summary(DeadText.read(text)), partition, found.offset()));
        } catch (RuntimeException e) {
            LOG.error("journal: {} at offset {} is no dead letter; it is passed over", found.topic(), found.offset());
        }
    }

    synchronized boolean has(String id) {
        return letters.containsKey(id);
    }

    synchronized Optional<Lying> find(String id) {
        return Optional.ofNullable(letters.get(id));
    }

    /** Newest first. */
    synchronized List<DeadLetter> list(int limit, @Nullable String provider, @Nullable String reason) {
        List<DeadLetter> found = new ArrayList<>();
        List<Lying> all = new ArrayList<>(letters.values());
        for (int at = all.size() - 1; at >= 0 && found.size() < limit; at--) {
            DeadLetter letter = all.get(at).letter();
            if ((provider == null || provider.equals(letter.provider()))
                    && (reason == null || reason.equals(letter.reason()))) {
                found.add(letter);
            }
        }
        return found;
    }

    synchronized int size() {
        return letters.size();
    }

    /** Kafka deletes them by itself, some time after they are due. */
    synchronized void dropBefore(Instant horizon) {
        letters.values().removeIf(lying -> lying.letter().deadAt().isBefore(horizon));
    }

    /** A letter without its body, and where it lies whole. */
    record Lying(DeadLetter letter, TopicPartition partition, long offset) {}
}
