package dev.caravan.alert;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code kind/namespace/name} with {@code *} for any text.
 *
 * <p>Names may contain slashes (an image does), so the name is all that follows the second slash.
 */
public record ObjectPattern(String text, Glob kind, Glob namespace, Glob name) {
    /**
     * Reads the pattern.
     *
     * @throws IllegalArgumentException when it has fewer than three parts or an empty one
     */
    public static ObjectPattern parse(String text) {
        List<String> parts = List.of(text.split("/", 3));
        if (parts.size() < 3 || parts.contains("")) {
            throw new IllegalArgumentException("not kind/namespace/name");
        }
        return new ObjectPattern(text, new Glob(parts.get(0)), new Glob(parts.get(1)), new Glob(parts.get(2)));
    }

    boolean matches(Map<?, ?> object) {
        return kind.matches(part(object.get("kind")))
                && namespace.matches(part(object.get("namespace")))
                && name.matches(part(object.get("name")));
    }

    static String describe(Map<?, ?> object) {
        return part(object.get("kind")) + "/" + part(object.get("namespace")) + "/" + part(object.get("name"));
    }

    private static String part(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }
}
