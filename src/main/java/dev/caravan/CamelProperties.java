package dev.caravan;

import dev.caravan.configuration.Configuration;
import dev.caravan.provider.ProviderSettings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What Camel is told: its defaults here, the folder of the routes, and a lane for each provider. Holds secrets. */
final class CamelProperties {
    private CamelProperties() {}

    /** The weakest properties, which the user's file overrides. */
    static Properties defaults() throws IOException {
        Properties defaults = new Properties();
        try (InputStream in = CamelProperties.class.getResourceAsStream("/caravan.properties")) {
            defaults.load(in);
        }
        return defaults;
    }

    /** What the listeners of the first context do already. */
    static Map<String, String> withoutListeners() {
        return Map.of(
                "camel.management.enabled", "false", "camel.metrics.enabled", "false", "camel.health.enabled", "false");
    }

    /** The strongest properties, since they have been checked. */
    static Map<String, String> of(Configuration configuration, Path routes) {
        Map<String, String> properties = new TreeMap<>(configuration.camelProperties());
        properties.put("caravan.routes", routes.toString());
        if (!configuration.providers().isEmpty()) {
            properties.put("camel.component.kamelet.location", locations(configuration));
        }
        configuration.providers().forEach(provider -> {
            addLane(properties, provider);
            addAttempt(properties, provider);
        });
        return properties;
    }

    private static String locations(Configuration configuration) {
        return configuration.providers().stream()
                .map(provider -> "file:" + provider.type().folder())
                .distinct()
                .collect(Collectors.joining(","));
    }

    private static void addLane(Map<String, String> properties, ProviderSettings provider) {
        String lane = "camel.route-template[lane-" + provider.name() + "].";
        properties.put(lane + "template-id", "lane");
        properties.put(lane + "name", provider.name());
    }

    private static void addAttempt(Map<String, String> properties, ProviderSettings provider) {
        String attempt = "camel.route-template[attempt-" + provider.name() + "].";
        properties.put(attempt + "template-id", "attempt");
        properties.put(attempt + "name", provider.name());
        properties.put(attempt + "type", provider.type().name());
    }
}
