package dev.caravan.kafka;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.caravan.journal.Entry;
import dev.caravan.journal.JournalException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** Events as records of the topic and back. Nothing of an exchange gets in: what a sender says as a header steers no producer. */
final class Records {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final ObjectReader READER = MAPPER.readerFor(new TypeReference<Map<String, Object>>() {});

    private Records() {}

    /** {@code lane} is the only one it is for; null if it is for all. */
    static ProducerRecord<String, byte[]> of(
            String topic, Map<String, Object> event, Instant acceptedAt, @Nullable String lane) {
        String id = Objects.toString(event.get("id"), "");
        if (id.isEmpty()) {
            throw new JournalException("event has no id: stamp it before it is recorded");
        }
        return of(topic, event, json(event), acceptedAt, lane);
    }

    private static ProducerRecord<String, byte[]> of(
            String topic, Map<String, Object> event, byte[] text, Instant acceptedAt, @Nullable String lane) {
        ProducerRecord<String, byte[]> produced = new ProducerRecord<>(topic, key(event), text);
        add(produced, "id", Objects.toString(event.get("id"), ""));
        add(produced, "source", Objects.toString(event.get("source"), ""));
        add(produced, "accepted-at", Long.toString(acceptedAt.toEpochMilli()));
        if (lane != null) {
            add(produced, "lane", lane);
        }
        return produced;
    }

    private static void add(ProducerRecord<String, byte[]> produced, String name, String value) {
        produced.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    /** Events of one object share a partition, and so keep their order. */
    private static String key(Map<String, Object> event) {
        if (event.get("involvedObject") instanceof Map<?, ?> object) {
            return object.get("kind") + "/" + object.get("namespace") + "/" + object.get("name");
        }
        return Objects.toString(event.get("source"), "");
    }

    static byte[] json(Map<String, Object> event) {
        try {
            return MAPPER.writeValueAsBytes(event);
        } catch (JsonProcessingException e) {
            throw new JournalException("event cannot be written as JSON", e);
        }
    }

    static Map<String, Object> json(byte[] text) {
        try {
            return READER.readValue(text);
        } catch (IOException e) {
            throw new JournalException("what lies in Kafka is not JSON", e);
        }
    }

    /** Whether it concerns the lane. What is no event of ours is nobody's. */
    static boolean isFor(ConsumerRecord<String, byte @Nullable []> found, String lane) {
        String only = text(found.headers(), "lane");
        return found.value() != null && !text(found.headers(), "id").isEmpty() && (only.isEmpty() || only.equals(lane));
    }

    /**
     * The event of a record.
     *
     * @throws JournalException if it is not JSON
     */
    static Entry entry(ConsumerRecord<String, byte @Nullable []> found) {
        Headers headers = found.headers();
        return new Entry(
                Spot.seq(found.partition(), found.offset()),
                text(headers, "id"),
                text(headers, "source"),
                Instant.ofEpochMilli(millis(text(headers, "accepted-at"), found.timestamp())),
                json(Objects.requireNonNull(found.value())));
    }

    private static long millis(String text, long otherwise) {
        return text.matches("\\d{1,18}") ? Long.parseLong(text) : otherwise;
    }

    private static String text(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }
}
