package dev.caravan.configuration;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Every property there is, once; {@code docs/configuration.md} is generated from this. */
final class KeyTable {
    /** What begins with one of these is Caravan's, and an error when it is unknown. */
    static final Set<String> PREFIXES = Set.of(
            "provider",
            "alert",
            "source",
            "webhook",
            "management",
            "journal",
            "channel",
            "kafka",
            "secrets",
            "flux",
            "log",
            "tracing",
            "camel.server",
            "camel.management");

    private static final String CAMEL = "camel.";

    private static final List<Key<?>> ALL =
            sections().values().stream().<Key<?>>flatMap(List::stream).toList();

    private KeyTable() {}

    /** By the headings of the documentation, in its order. */
    static Map<String, List<Key<?>>> sections() {
        Map<String, List<Key<?>>> sections = new LinkedHashMap<>();
        sections.put("Providers", ProviderKeys.COMMON);
        sections.put("What a provider's secret may hold", ProviderKeys.OF_A_SECRET);
        sections.put("Alerts", AlertKeys.ALL);
        sections.put("The door", Keys.DOOR);
        sections.put("What a source may bring and tells", List.of(Keys.SOURCE_RATE, Keys.SOURCE_NOISE));
        sections.put("Management", Keys.MANAGEMENT);
        sections.put("Secrets", List.of(Keys.SECRETS, Keys.SECRETS_INTERVAL));
        sections.put("Flux", List.of(Keys.MANIFESTS, Keys.CLUSTER, Keys.NAMESPACES));
        sections.put("The journal", Keys.JOURNAL);
        sections.put("Channels", Keys.CHANNEL);
        sections.put("Kafka", Keys.KAFKA);
        sections.put("Traces", List.of(Keys.TRACING_ENDPOINT, Keys.TRACING_HEADERS, Keys.TRACING_SHARE));
        sections.put("Log", List.of(Keys.LOG_FORMAT));
        return sections;
    }

    static Stream<Key<?>> all() {
        return ALL.stream();
    }

    static Stream<Key<?>> ofPrefix(String prefix) {
        return all().filter(key -> prefix(key.pattern()).equals(prefix));
    }

    /** Whether Caravan reads this property, or would know it for a mistake. */
    static boolean isRead(String key) {
        return owned(key) || all().anyMatch(known -> known.pattern().equals(key));
    }

    static boolean owned(String key) {
        return PREFIXES.contains(prefix(key));
    }

    /** The first word; the first two of what is Camel's, of which only the listeners are Caravan's. */
    static String prefix(String key) {
        int dot = key.indexOf('.', key.startsWith(CAMEL) ? CAMEL.length() : 0);
        return dot < 0 ? key : key.substring(0, dot);
    }
}
