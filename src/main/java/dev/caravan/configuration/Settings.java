package dev.caravan.configuration;

import dev.caravan.kafka.KafkaSettings;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** The properties with their placeholders resolved, read by their keys. */
final class Settings {
    private final Map<String, Property> properties = new LinkedHashMap<>();
    private final Set<String> unresolved = new HashSet<>();
    private final Problems problems;

    Settings(Map<String, Property> raw, Surroundings surroundings, Problems problems) {
        this.problems = problems;
        Placeholders placeholders = new Placeholders(raw, surroundings);
        raw.values().stream()
                .filter(property -> KeyTable.isRead(property.key()))
                .forEach(property -> take(property, resolve(placeholders, property)));
    }

    private void take(Property property, Optional<String> value) {
        value.ifPresentOrElse(text -> put(property.withValue(text)), () -> unresolved.add(property.key()));
    }

    /** Whether a property was set to what cannot be resolved: that is told already, it is not missing. */
    boolean isUnresolved(String key) {
        return unresolved.contains(key);
    }

    /** The placeholders of a channel are parameters of the route that uses it, unless it is Kafka's; a manifest has none. */
    private Optional<String> resolve(Placeholders placeholders, Property property) {
        if (property.key().startsWith("channel.") && ChannelSettings.isKafka(property.value())) {
            String value = property.value().replace("{{name}}", KafkaSettings.LANE);
            return placeholders.resolve(property.withValue(value), problems);
        }
        return property.manifest() || property.key().startsWith("channel.")
                ? Optional.of(property.value())
                : placeholders.resolve(property, problems);
    }

    void put(Property property) {
        properties.put(property.key(), property);
    }

    Problems problems() {
        return problems;
    }

    Map<String, Property> all() {
        return properties;
    }

    /** The names that the user chose under a prefix. */
    SortedSet<String> names(String prefix) {
        SortedSet<String> names = new TreeSet<>();
        for (String key : properties.keySet()) {
            String[] parts = key.split("\\.", 3);
            if (parts.length > 1 && parts[0].equals(prefix) && !parts[1].isEmpty()) {
                names.add(parts[1]);
            }
        }
        return names;
    }

    /** What is set under a prefix that ends with a dot, by the rest of the key; empty values count as unset. */
    Map<String, Property> under(String prefix) {
        Map<String, Property> found = new LinkedHashMap<>();
        properties.forEach((key, property) -> {
            if (key.startsWith(prefix) && !property.value().isBlank()) {
                found.put(key.substring(prefix.length()), property);
            }
        });
        return found;
    }

    <T> T get(Key<T> key, String... names) {
        return find(key, names).orElseGet(() -> key.type().parse().apply(key.fallback()));
    }

    <T> Optional<T> find(Key<T> key, String... names) {
        Property property = properties.get(key.of(names));
        if (property == null || property.value().isBlank()) {
            return Optional.empty();
        }
        try {
            return Optional.of(key.type().parse().apply(property.value()));
        } catch (IllegalArgumentException e) {
            boolean url = key.type().equals(Type.HTTP)
                    || key.type().equals(Type.JDBC); // in which somebody may have put a password
            String shown = property.quotable() && !url ? " (" + property.value() + ")" : "";
            String form = key.type().form().replace("`", "");
            problems.add(property, "is not a " + key.type().name() + shown, "write " + form);
            return Optional.empty();
        }
    }

    /** Where a property was set, or else where it could be. */
    String where(Key<?> key, String... names) {
        Property property = properties.get(key.of(names));
        return property == null ? "application.properties" : property.where();
    }

    /** Where the first property below a key was set. */
    String whereBelow(String key) {
        return under(key + ".").values().stream()
                .findFirst()
                .map(Property::where)
                .orElse("application.properties");
    }
}
