package dev.caravan.provider;

import java.util.Map;
import java.util.TreeMap;

/** The properties by which Camel hands a provider's settings to its Kamelet. */
public final class KameletProperties {
    private KameletProperties() {}

    /**
     * {@code camel.kamelet.<type>.provider-<name>.<setting>} with the value as it is.
     *
     * <p>Given this way, and not as options of the endpoint, no value appears in an endpoint's URI. The prefix keeps
     * a provider that is named like a route from replacing that route.
     */
    public static Map<String, String> of(ProviderSettings provider) {
        Map<String, String> values = new TreeMap<>(provider.values());
        ProviderType type = provider.type();
        values.put("timeout", Long.toString(provider.timeout().toMillis()));
        values.put("routes", type.folder().resolve("../..").normalize().toString());
        provider.template().ifPresent(path -> values.put("template", "file:" + path));
        values.put("client", "#" + provider.client());
        values.put("viaHttp", Boolean.toString(provider.needsClient()));
        values.keySet().retainAll(type.settings().keySet());
        Map<String, String> properties = new TreeMap<>();
        values.forEach((key, value) -> properties.put(prefix(provider) + key, value));
        return properties;
    }

    /** What all of them begin with, and nothing else. */
    public static String prefix(ProviderSettings provider) {
        return "camel.kamelet." + provider.type().name() + ".provider-" + provider.name() + ".";
    }
}
