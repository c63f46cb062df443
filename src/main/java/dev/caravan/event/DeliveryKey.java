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
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * By what the journal knows a delivery again, and for how long.
 *
 * @param key source and the sender's own ids, and a hash of the events where the sender gives none
 */
record DeliveryKey(String key, Duration window) {
    /** The member of a mapped event that holds its sender's id. */
    static final String DELIVERY_ID = "deliveryId";

    private static final Duration IDS = Duration.ofHours(24);
    private static final Duration HASHES = Duration.ofMinutes(10); // equal content may well be a new event later
    private static final int LONGEST = 1000;
    private static final ObjectMapper CANONICAL = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    /**
     * Of mapped events without ids of ours: each counts by the id its sender gave it, or by a hash of what it says. Where none has an
     * id, the one of the request serves, if there is one.
     */
    static DeliveryKey of(String source, List<Map<String, Object>> events, @Nullable String requestId) {
        List<String> given = events.stream()
                .map(event -> event.get(DELIVERY_ID))
                .filter(Objects::nonNull)
                .map(String::valueOf)
                .toList();
        if (given.isEmpty() && requestId != null) {
            return new DeliveryKey(source + ":" + requestId, IDS);
        }
        if (given.isEmpty()) {
            return new DeliveryKey(source + "#" + hash(events), HASHES);
        }
        List<Map<String, Object>> others =
                events.stream().filter(event -> event.get(DELIVERY_ID) == null).toList();
        String ids = String.join(",", given);
        String key = source + ":" + (ids.length() > LONGEST ? hash(given) : ids);
        return others.isEmpty() ? new DeliveryKey(key, IDS) : new DeliveryKey(key + "#" + hash(others), HASHES);
    }

    /** Of a request whose id a signature covers. */
    static DeliveryKey signed(String source, String id) {
        return new DeliveryKey(source + ":" + id, IDS);
    }

    /** Whether nothing but equal content makes it known again. */
    boolean isOfContent() {
        return window.equals(HASHES);
    }

    /** Of the same content told again after something else: after that many changes of what it is about. */
    DeliveryKey after(int changes) {
        return changes == 0 ? this : new DeliveryKey(key + "~" + changes, window);
    }

    private static String hash(List<?> events) {
        try {
            byte[] json = CANONICAL.writeValueAsString(events).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(json));
        } catch (JsonProcessingException | NoSuchAlgorithmException e) {
            throw new IllegalStateException("cannot hash the event", e);
        }
    }
}
