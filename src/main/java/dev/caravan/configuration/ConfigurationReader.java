package dev.caravan.configuration;

import dev.caravan.provider.ProviderSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Puts the configuration together, part by part. */
record ConfigurationReader(Settings settings, Surroundings surroundings, ClusterLayer cluster) {
    private static final String SLACK = "SLACK_WEBHOOK_URL";

    Configuration read() {
        boolean clustered = settings.get(Keys.CLUSTER);
        if (!clustered) {
            provideDefault();
        }
        UnknownKeys.check(settings);
        checkUnused();
        Path secrets =
                surroundings.directory().resolve(settings.get(Keys.SECRETS)).normalize();
        Set<String> names = new TreeSet<>(settings.names("provider"));
        List<ProviderSettings> providers = new ProvidersReader(settings, surroundings, secrets).read();
        DoorReader door = new DoorReader(settings, surroundings, secrets);
        ChannelSettings channels =
                new ChannelSettings(settings.get(Keys.PUBLISH), settings.get(Keys.SUBSCRIBE), settings.get(Keys.DEAD));
        JournalSettings journal = new JournalReader(settings, surroundings, secrets).read(!channels.isKafka());
        return new Configuration(
                surroundings,
                new SecretSettings(secrets, settings.get(Keys.SECRETS_INTERVAL)),
                door.door(),
                noisy(),
                door.management(),
                journal,
                channels,
                channels.isKafka()
                        ? Optional.of(new KafkaReader(settings, channels, journal, secrets).read())
                        : Optional.empty(),
                settings.get(Keys.LOG_FORMAT),
                new TracingReader(settings).read(),
                providers,
                new AlertsReader(settings, names, surroundings.sources().names()).read(),
                new ClusterSettings(clustered, settings.get(Keys.NAMESPACES), cluster.taken()),
                settings.problems().leftOut());
    }

    /** A first run shows something: in Slack where its address lies in the environment, else on the console. */
    private void provideDefault() {
        if (!settings.names("provider").isEmpty()) {
            return;
        }
        String address = surroundings.environment().getOrDefault(SLACK, "");
        String type = address.isBlank() ? "console" : "slack";
        settings.put(new Property("provider." + type + ".type", type, "the default provider", true));
        if (!address.isBlank()) {
            settings.put(new Property("provider.slack.address", address.strip(), SLACK, false));
        }
    }

    /** What nothing reads as long as something else is not set is to be right all the same: it may be read tomorrow. */
    private void checkUnused() {
        KeyTable.all().filter(key -> !key.pattern().contains("<")).forEach(settings::find);
    }

    private Set<String> noisy() {
        return surroundings.sources().names().stream()
                .filter(source -> settings.get(Keys.SOURCE_NOISE, source))
                .collect(Collectors.toSet());
    }
}
