package dev.caravan.configuration;

import dev.caravan.alert.Alerts;
import dev.caravan.provider.KameletProperties;
import dev.caravan.provider.ProviderSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Everything the gateway was told, checked.
 *
 * @param directory the working directory
 * @param secrets the folder of secrets, absolute
 * @param providers in the order of their names; never empty
 */
public record Configuration(
        Path directory,
        Path secrets,
        DoorSettings door,
        ManagementSettings management,
        JournalSettings journal,
        ChannelSettings channels,
        LogFormat logFormat,
        List<ProviderSettings> providers,
        Alerts alerts) {
    /**
     * Reads the properties file, environment and system properties.
     *
     * @throws ConfigurationException with every problem there is
     */
    public static Configuration read(Surroundings surroundings) throws ConfigurationException {
        Problems problems = new Problems();
        Map<String, Property> raw = Layers.read(surroundings, problems);
        UnknownKeys.checkPrefixes(raw, problems);
        Settings settings = new Settings(raw, surroundings, problems);
        Configuration configuration = new ConfigurationReader(settings, surroundings).read();
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems.all());
        }
        return configuration;
    }

    /** The properties that Camel is to be given: listeners, channels and each provider's Kamelet. Holds secrets. */
    public Map<String, String> camelProperties() {
        Map<String, String> properties = new TreeMap<>();
        properties.put(Keys.HOST.pattern(), door.host());
        properties.put(Keys.PORT.pattern(), Integer.toString(door.port()));
        properties.put(Keys.MANAGEMENT_HOST.pattern(), management.host());
        properties.put(Keys.MANAGEMENT_PORT.pattern(), Integer.toString(management.port()));
        properties.put(Keys.PUBLISH.pattern(), channels.publish());
        properties.put(Keys.SUBSCRIBE.pattern(), channels.subscribe());
        properties.put(Keys.DEAD.pattern(), channels.dead());
        providers.forEach(provider -> properties.putAll(KameletProperties.of(provider)));
        return properties;
    }
}
