package dev.caravan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Every document that differs from the given one by a single member, at any depth, that is missing or null. */
final class Mutants {
    private Mutants() {}

    /** {@code what} says what was done, {@code document} is the result. */
    record Mutant(String what, Object document) {}

    static List<Mutant> of(Object document) {
        List<Mutant> mutants = new ArrayList<>();
        collect(document, "$", mutants);
        return mutants;
    }

    private static void collect(@Nullable Object value, String path, List<Mutant> mutants) {
        if (value instanceof Map<?, ?> map) {
            map.keySet().forEach(key -> collect(map, String.valueOf(key), path, mutants));
        }
        if (value instanceof List<?> list) {
            IntStream.range(0, list.size()).forEach(index -> collect(list, index, path, mutants));
        }
    }

    /** An element stays where it is; its members are what goes. */
    private static void collect(List<?> list, int index, String path, List<Mutant> mutants) {
        List<Mutant> inner = new ArrayList<>();
        collect(list.get(index), path + "[" + index + "]", inner);
        inner.forEach(mutant -> {
            List<@Nullable Object> changed = new ArrayList<>(list);
            changed.set(index, mutant.document());
            mutants.add(new Mutant(mutant.what(), changed));
        });
    }

    private static void collect(Map<?, ?> map, String key, String path, List<Mutant> mutants) {
        String at = path + "." + key;
        Map<String, @Nullable Object> without = copy(map);
        without.remove(key);
        mutants.add(new Mutant("without " + at, without));
        mutants.add(new Mutant(at + " null", with(map, key, null)));
        List<Mutant> inner = new ArrayList<>();
        collect(map.get(key), at, inner);
        inner.forEach(mutant -> mutants.add(new Mutant(mutant.what(), with(map, key, mutant.document()))));
    }

    private static Map<String, @Nullable Object> with(Map<?, ?> map, String key, @Nullable Object value) {
        Map<String, @Nullable Object> changed = copy(map);
        changed.put(key, value);
        return changed;
    }

    private static Map<String, @Nullable Object> copy(Map<?, ?> map) {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        map.forEach((key, value) -> copy.put(String.valueOf(key), value));
        return copy;
    }

    /** Every text in a document, keys included. */
    static Stream<String> texts(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .flatMap(
                            entry -> Stream.concat(Stream.of(String.valueOf(entry.getKey())), texts(entry.getValue())));
        }
        if (value instanceof List<?> list) {
            return list.stream().flatMap(Mutants::texts);
        }
        return value instanceof String text ? Stream.of(text) : Stream.of();
    }

    static List<String> holes(@Nullable Object value) {
        return texts(value)
                .filter(text -> text.contains("null") || text.contains("undefined"))
                .toList();
    }
}
