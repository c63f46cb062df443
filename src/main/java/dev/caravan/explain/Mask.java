package dev.caravan.explain;

import dev.caravan.configuration.Configuration;
import dev.caravan.configuration.SourceSettings;
import dev.caravan.provider.ProviderSettings;
import dev.caravan.provider.Secret;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Replaces every configured secret wherever its text appears, longer ones first, as one may be part of another.
 *
 * <p>Texts of fewer than four characters are no secrets: replacing them would only garble what is shown.
 */
final class Mask {
    private static final int SHORTEST = 4;
    private static final String HIDDEN = "…";

    private final Map<String, String> shown =
            new TreeMap<>(Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()));

    private Mask() {}

    static Mask of(Configuration configuration) {
        Mask mask = new Mask();
        configuration.providers().forEach(mask::hide);
        configuration.door().token().ifPresent(mask::hide);
        configuration.door().sources().values().forEach(mask::hide);
        return mask;
    }

    private void hide(ProviderSettings provider) {
        provider.values().forEach((property, value) -> {
            String masked = provider.masked(property, value);
            if (!masked.equals(value)) {
                hide(value, masked);
            }
        });
        provider.headers().values().forEach(value -> hide(value, HIDDEN));
        provider.proxies().all().forEach(proxy -> {
            proxy.username().ifPresent(this::hide);
            proxy.password().ifPresent(this::hide);
        });
    }

    private void hide(SourceSettings source) {
        source.auth().secrets().forEach((file, secret) -> {
            if (!file.equals("username")) {
                hide(secret);
            }
        });
    }

    private void hide(Secret secret) {
        hide(secret.text(), HIDDEN);
    }

    private void hide(String secret, String instead) {
        if (secret.length() >= SHORTEST) {
            shown.put(secret, instead);
            shown.putIfAbsent(URLEncoder.encode(secret, StandardCharsets.UTF_8), instead);
        }
    }

    String text(String text) {
        String masked = text;
        for (Map.Entry<String, String> secret : shown.entrySet()) {
            masked = masked.replace(secret.getKey(), secret.getValue());
        }
        return masked;
    }

    /** A copy of a tree of maps, lists and scalars. */
    @Nullable
    Object tree(@Nullable Object value) {
        if (value instanceof String text) {
            return text(text);
        }
        if (value instanceof List<?> list) {
            List<@Nullable Object> masked = new ArrayList<>(list.size());
            list.forEach(item -> masked.add(tree(item)));
            return masked;
        }
        return value instanceof Map<?, ?> map ? map(map) : value;
    }

    /** A copy of an object. */
    Map<String, Object> map(Map<?, ?> map) {
        Map<String, Object> masked = new LinkedHashMap<>();
        map.forEach((key, member) -> put(masked, text(String.valueOf(key)), tree(member)));
        return masked;
    }

    @SuppressWarnings("NullAway") // a JSON null is a null in the map
    private static void put(Map<String, Object> map, String key, @Nullable Object value) {
        map.put(key, value);
    }
}
