package dev.caravan.configuration;

import dev.caravan.alert.Alerts;
import dev.caravan.kafka.KafkaSettings;
import dev.caravan.provider.KameletProperties;
import dev.caravan.provider.ProviderSettings;
import dev.caravan.provider.ProviderTypeException;
import dev.caravan.provider.Proxies;
import dev.caravan.trace.TraceSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Everything the gateway was told, checked.
 *
 * @param surroundings what it was read from, to be read again
 * @param noisy the sources that tell what they would ignore
 * @param kafka where the journal is, if that is Kafka
 * @param providers in the order of their names; empty only while nothing is known of a cluster that has them
 * @param cluster whether objects of a cluster are taken, and what was
 * @param leftOut what manifests say that is of no use here, a line each
 */
public record Configuration(
        Surroundings surroundings,
        SecretSettings secrets,
        DoorSettings door,
        Set<String> noisy,
        ManagementSettings management,
        JournalSettings journal,
        ChannelSettings channels,
        Optional<KafkaSettings> kafka,
        LogFormat logFormat,
        Optional<TraceSettings> tracing,
        List<ProviderSettings> providers,
        Alerts alerts,
        ClusterSettings cluster,
        List<String> leftOut) {
    /**
     * Reads the properties file, environment and system properties.
     *
     * @throws ConfigurationException with every problem there is
     */
    public static Configuration read(Surroundings surroundings) throws ConfigurationException {
        return Reading.of(surroundings).checked();
    }

    /**
     * Reads what the management listener is set to, whatever else is wrong.
     *
     * @throws ConfigurationException with the problems of that alone
     */
    public static ManagementSettings management(Surroundings surroundings) throws ConfigurationException {
        Reading reading = Reading.of(surroundings);
        List<ConfigurationProblem> problems = reading.problems().stream()
                .filter(problem -> problem.key().matches("(camel\\.)?management\\..*"))
                .toList();
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems);
        }
        return reading.configuration().management();
    }

    /** Reads all of it once more, as it stands there now. */
    public Reading readAgain() {
        return readAgain(surroundings);
    }

    /** Reads all of it from another place. What is wrong with an object of the cluster leaves it as it is here. */
    public Reading readAgain(Surroundings changed) {
        return Reading.of(changed, new ClusterLayer(changed, cluster.objects()));
    }

    /** Where Camel finds the properties that are not Caravan's. */
    public String propertyLocations() {
        String file = "file:" + surroundings.file() + ";optional=true";
        return Profile.of(surroundings, PropertiesFile.read(surroundings.file(), new Problems()))
                .map(profile -> profile.location() + "," + file)
                .orElse(file);
    }

    /** Where the versions of routes and properties are kept. */
    public Path history() {
        return journal.history();
    }

    /** The same from another place, where the same stands. */
    public Configuration from(Surroundings changed) {
        List<ProviderSettings> moved =
                providers.stream().map(provider -> moved(provider, changed)).toList();
        return with(changed, door, moved);
    }

    private static ProviderSettings moved(ProviderSettings provider, Surroundings changed) {
        try {
            return provider.of(changed.types().get(provider.type().name()));
        } catch (ProviderTypeException e) {
            return provider;
        }
    }

    /** The working directory. */
    public Path directory() {
        return surroundings.directory();
    }

    /** The proxies of the environment, for requests that belong to no provider. */
    public Proxies proxies() {
        return new EnvironmentProxies(surroundings.environment(), new Problems()).read();
    }

    /** The provider of this name, if there is one. */
    public Optional<ProviderSettings> provider(String name) {
        return providers.stream()
                .filter(provider -> provider.name().equals(name))
                .findFirst();
    }

    /** The same with another provider of that name. */
    public Configuration with(ProviderSettings changed) {
        List<ProviderSettings> others = providers.stream()
                .map(provider -> provider.name().equals(changed.name()) ? changed : provider)
                .toList();
        return with(surroundings, door, others);
    }

    /** The same with another door. */
    public Configuration with(DoorSettings changed) {
        return with(surroundings, changed, providers);
    }

    private Configuration with(Surroundings place, DoorSettings anyDoor, List<ProviderSettings> all) {
        return new Configuration(
                place,
                secrets,
                anyDoor,
                noisy,
                management,
                journal,
                channels,
                kafka,
                logFormat,
                tracing,
                all,
                alerts,
                cluster,
                leftOut);
    }

    /** The properties that Camel is to be given: listeners, channels and each provider's Kamelet, and which sources are noisy. Holds secrets. */
    public Map<String, String> camelProperties() {
        Map<String, String> properties = new TreeMap<>();
        properties.put(Keys.HOST.pattern(), door.host());
        properties.put(Keys.PORT.pattern(), Integer.toString(door.port()));
        properties.put(Keys.MANAGEMENT_HOST.pattern(), management.host());
        properties.put(Keys.MANAGEMENT_PORT.pattern(), Integer.toString(management.port()));
        ChannelSettings routed = channels.forRoutes();
        properties.put(Keys.PUBLISH.pattern(), routed.publish());
        properties.put(Keys.SUBSCRIBE.pattern(), routed.subscribe());
        properties.put(Keys.DEAD.pattern(), routed.dead());
        noisy.forEach(source -> properties.put(Keys.SOURCE_NOISE.of(source), "true"));
        providers.forEach(provider -> properties.putAll(KameletProperties.of(provider)));
        return properties;
    }
}
