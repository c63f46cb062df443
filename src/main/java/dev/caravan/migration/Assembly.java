package dev.caravan.migration;

import dev.caravan.provider.ProviderType;
import dev.caravan.provider.ProviderTypes;
import dev.caravan.provider.Setting;
import dev.caravan.provider.SettingNames;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** Puts a migration together: gives names, tells secrets from settings, and leaves out what no type here takes. */
final class Assembly {
    private static final int LONGEST_NAME = 63;

    private final ProviderTypes types;
    private final Map<String, String> names = new LinkedHashMap<>();
    private final Map<String, String> properties = new LinkedHashMap<>();
    private final Map<String, Map<String, String>> secrets = new LinkedHashMap<>();
    private final List<String> left = new ArrayList<>();
    private final List<String> alerts = new ArrayList<>();

    Assembly(ProviderTypes types) {
        this.types = types;
    }

    Migration finished() {
        return new Migration(properties, secrets, left);
    }

    void left(String what) {
        left.add(what);
    }

    /**
     * Adds a provider.
     *
     * @param called what the other tool calls it
     * @param settings by key, {@code type} among them
     */
    void provider(String called, Map<String, String> settings) {
        String wanted = settings.getOrDefault("type", "");
        Optional<ProviderType> type = types.find(wanted);
        if (type.isEmpty()) {
            left(called + ": there is no provider type " + wanted);
            return;
        }
        String name = unique(called, names.values());
        names.put(called, name);
        properties.put("provider." + name + ".type", wanted);
        Map<String, String> hidden = new LinkedHashMap<>();
        settings.forEach((key, value) -> {
            if (key.equals("type") || value.isEmpty()) {
                return;
            }
            if (value.contains("{{")) {
                left(called + ": " + key + " is a template");
                return;
            }
            if (isSecret(type.get(), key)) {
                hidden.put(key, value);
            } else {
                properties.put("provider." + name + "." + key, value);
            }
        });
        if (!hidden.isEmpty()) {
            String folder = properties.computeIfAbsent("provider." + name + ".secret", none -> name);
            secrets.computeIfAbsent(folder, none -> new LinkedHashMap<>()).putAll(hidden);
        }
    }

    /** Adds an alert; a provider that was left out is left out here as well, and an alert without any. */
    void alert(String called, List<String> providers, Map<String, String> settings) {
        String known = providers.stream()
                .map(names::get)
                .filter(Objects::nonNull)
                .distinct()
                .collect(Collectors.joining(","));
        if (known.isEmpty()) {
            left(called + ": none of its receivers could be carried over");
            return;
        }
        String name = unique(called, alerts);
        alerts.add(name);
        properties.put("alert." + name + ".providers", known);
        settings.forEach((key, value) -> properties.put("alert." + name + "." + key, value));
    }

    /** Certificates and proxies are not told by a Kamelet, which takes them by its client; a proxy may hold a password. */
    private static boolean isSecret(ProviderType type, String key) {
        Setting setting = type.settings().get(SettingNames.camelCase(key));
        return key.matches("proxy|ca\\.crt|tls\\.(crt|key)") || (setting != null && setting.password());
    }

    private static String unique(String called, Iterable<String> taken) {
        String plain =
                called.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-+|-+$", "");
        String name = plain.isEmpty() ? "imported" : plain.substring(0, Math.min(plain.length(), LONGEST_NAME - 3));
        List<String> before = new ArrayList<>();
        taken.forEach(before::add);
        int number = 2;
        String free = name;
        while (before.contains(free)) {
            free = name + "-" + number++;
        }
        return free;
    }
}
