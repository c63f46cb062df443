package dev.caravan.configuration;

import dev.caravan.provider.ProviderSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Puts the configuration together, part by part. */
record ConfigurationReader(Settings settings, Surroundings surroundings) {
    private static final String JDBC = "jdbc:sqlite:";
    private static final String HISTORY = "history";
    private static final String SLACK = "SLACK_WEBHOOK_URL";

    Configuration read() {
        provideDefault();
        UnknownKeys.check(settings);
        Path secrets =
                surroundings.directory().resolve(settings.get(Keys.SECRETS)).normalize();
        Set<String> names = new TreeSet<>(settings.names("provider"));
        List<ProviderSettings> providers = new ProvidersReader(settings, surroundings, secrets).read();
        DoorReader door = new DoorReader(settings, surroundings, secrets);
        ChannelSettings channels =
                new ChannelSettings(settings.get(Keys.PUBLISH), settings.get(Keys.SUBSCRIBE), settings.get(Keys.DEAD));
        JournalSettings journal = journal(channels);
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
                providers,
                new AlertsReader(settings, names, surroundings.sources().names()).read());
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

    /** SQLite would take a relative path from where the process was started. */
    private String journalUrl(String url) {
        String path = url.substring(JDBC.length());
        boolean absolute = path.startsWith("/") || path.startsWith(":") || path.startsWith("file:");
        return absolute ? url : JDBC + surroundings.directory().resolve(path);
    }

    private Set<String> noisy() {
        return surroundings.sources().names().stream()
                .filter(source -> settings.get(Keys.SOURCE_NOISE, source))
                .collect(Collectors.toSet());
    }

    /** What may write the journal's file may write beside it. */
    private Path history(ChannelSettings channels, String url) {
        Path set = settings.get(Keys.HISTORY);
        if (set.toString().isEmpty()) {
            return channels.isKafka()
                    ? surroundings.directory().resolve(HISTORY)
                    : Path.of(url.substring(JDBC.length())).resolveSibling(HISTORY);
        }
        return surroundings.directory().resolve(set).normalize();
    }

    private JournalSettings journal(ChannelSettings channels) {
        String url = journalUrl(settings.get(Keys.JOURNAL_URL));
        return new JournalSettings(
                url,
                settings.get(Keys.RETENTION),
                settings.get(Keys.DEAD_LETTER_RETENTION),
                settings.get(Keys.MAX_BACKLOG),
                settings.get(Keys.MIN_FREE_DISK),
                history(channels, url));
    }
}
