package dev.caravan.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * By what the journal knows a delivery again, and for how long.
 *
 * @param key source and the sender's own id, or a hash of the events where the sender gives none
 */
record DeliveryKey(String key, Duration window) {
    private static final Duration IDS = Duration.ofHours(24);
    private static final Duration HASHES = Duration.ofMinutes(10); // equal content may well be a new event later
    private static final ObjectMapper CANONICAL = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    /** {@code ids} are what the sender gave, {@code events} the mapped ones without ids of ours. */
    static DeliveryKey of(String source, List<String> ids, List<Map<String, Object>> events) {
        return ids.isEmpty()
                ? new DeliveryKey(source + "#" + hash(events), HASHES)
                : new DeliveryKey(source + ":" + String.join(",", ids), IDS);
    }

    private static String hash(List<Map<String, Object>> events) {
        try {
            byte[] json = CANONICAL.writeValueAsString(events).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(json));
        } catch (JsonProcessingException | NoSuchAlgorithmException e) {
            throw new IllegalStateException("cannot hash the event", e);
        }
    }
}
