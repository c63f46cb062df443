package dev.caravan;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A change of JSON documents that is written in bytes, so that a fuzzer can search for it: which document, then step by step which
 * of its places, and what to put there. Bytes that are missing are zeros.
 */
final class Mutation {
    private static final int MOST_STEPS = 8;
    private static final int LONG = 5000;

    private final ByteBuffer bytes;

    Mutation(byte[] bytes) {
        this.bytes = ByteBuffer.wrap(bytes);
    }

    /** Where a value stands: by a name in a map or at an index of a list. */
    private record Place(Object container, Object key) {
        @Nullable
        Object value() {
            return container instanceof Map<?, ?> map ? map.get(key) : ((List<?>) container).get((Integer) key);
        }

        @SuppressWarnings("unchecked") // copies of JSON
        void put(@Nullable Object value) {
            if (container instanceof Map<?, ?> map) {
                ((Map<String, @Nullable Object>) map).put(String.valueOf(key), value);
            } else {
                ((List<@Nullable Object>) container).set((Integer) key, value);
            }
        }

        void rename(String name) {
            if (container instanceof Map<?, ?> map) {
                Object value = map.get(key);
                map.remove(key);
                new Place(map, name).put(value);
            }
        }

        void remove() {
            if (container instanceof Map<?, ?> map) {
                map.remove(key);
            } else {
                ((List<?>) container).remove((int) (Integer) key);
            }
        }
    }

    private int next() {
        return bytes.hasRemaining() ? bytes.get() & 0xff : 0;
    }

    <T> T choose(List<T> from) {
        return from.get((next() << 8 | next()) % from.size());
    }

    Object of(Object document) {
        Object copy = copy(document);
        for (int step = 0; step < MOST_STEPS && bytes.hasRemaining(); step++) {
            List<Place> places = new ArrayList<>();
            collect(copy, places);
            if (!places.isEmpty()) {
                change(choose(places), places);
            }
        }
        return copy;
    }

    private void change(Place place, List<Place> all) {
        switch (next() % 12) {
            case 0 -> place.put(text());
            case 1 -> place.put(place.value() + text());
            case 2 -> place.put((double) bytesAsNumber());
            case 3 -> place.put(next() % 2 == 0);
            case 4 -> place.put(null);
            case 5 -> place.put(new ArrayList<>(List.of(text(), text())));
            case 6 -> place.put(new ArrayList<>());
            case 7 -> place.put(new LinkedHashMap<>(Map.of(text(), text())));
            case 8 -> place.put(copy(choose(all).value()));
            case 9 -> place.put((text() + "x").repeat(LONG));
            case 10 -> place.rename(text());
            default -> place.remove();
        }
    }

    private long bytesAsNumber() {
        return (long) next() << 56 | (long) next() << 24 | next();
    }

    private String text() {
        byte[] text = new byte[Math.min(next() % 64, bytes.remaining())];
        bytes.get(text);
        return new String(text, UTF_8);
    }

    private static void collect(@Nullable Object value, List<Place> places) {
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, member) -> {
                places.add(new Place(map, key));
                collect(member, places);
            });
        }
        if (value instanceof List<?> list) {
            for (int at = 0; at < list.size(); at++) {
                places.add(new Place(list, at));
                collect(list.get(at), places);
            }
        }
    }

    private static @Nullable Object copyOf(@Nullable Object value) {
        return value == null ? null : copy(value);
    }

    private static Object copy(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> copy = new LinkedHashMap<>();
            map.forEach((key, member) -> copy.put(String.valueOf(key), copyOf(member)));
            return copy;
        }
        if (value instanceof List<?> list) {
            List<@Nullable Object> copy = new ArrayList<>();
            list.forEach(member -> copy.add(copyOf(member)));
            return copy;
        }
        return value == null ? "" : value;
    }
}
