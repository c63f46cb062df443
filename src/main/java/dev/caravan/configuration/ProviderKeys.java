package dev.caravan.configuration;

import dev.caravan.provider.ProviderType;
import dev.caravan.provider.Rate;
import dev.caravan.provider.SettingNames;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The properties that every provider has; the others are what the Kamelet of its type describes. */
final class ProviderKeys {
    static final Key<String> TYPE = new Key<>(
            "provider.<name>.type",
            Type.TEXT,
            "",
            "The kind of destination: a folder of `routes/providers`. Required.");
    static final Key<String> SECRET = new Key<>(
            "provider.<name>.secret",
            Type.TEXT,
            "",
            "The folder of `secrets.directory` whose files win over the properties of the same name.");
    static final Key<Duration> TIMEOUT =
            new Key<>("provider.<name>.timeout", Type.DURATION, "15s", "How long a whole attempt may take.");
    static final Key<Boolean> SUSPEND = new Key<>("provider.<name>.suspend", Type.BOOLEAN, "false", "Sends nothing.");
    static final Key<Integer> CONCURRENCY = new Key<>(
            "provider.<name>.concurrency", Type.COUNT, "1", "How many attempts may run at once; 1 keeps order.");
    static final Key<Rate> RATE = new Key<>(
            "provider.<name>.rate",
            Type.RATE,
            "",
            "How many attempts are made in a period. Default: what the type's service bears.");
    static final Key<Path> TEMPLATE = new Key<>(
            "provider.<name>.template",
            Type.FILE,
            "",
            "A JSONata document of your own instead of the type's `message.jsonata`.");
    static final Key<Duration> GIVE_UP_AFTER = new Key<>(
            "provider.<name>.give-up-after",
            Type.DURATION,
            "24h",
            "How long an event is retried before it becomes a dead letter.");

    static final Key<Duration> DIGEST = new Key<>(
            "provider.<name>.digest",
            Type.DURATION,
            "",
            "How far messages are apart: what comes meanwhile is told as one. Of chats and mail, with `concurrency` 1.");

    static final List<Key<?>> COMMON =
            List.of(TYPE, SECRET, TIMEOUT, SUSPEND, CONCURRENCY, RATE, DIGEST, TEMPLATE, GIVE_UP_AFTER);

    /** The last words of these. */
    static final Set<String> COMMON_WORDS = COMMON.stream()
            .map(key -> key.pattern().substring("provider.<name>.".length()))
            .collect(Collectors.toUnmodifiableSet());

    /** What a secret may hold; a type takes those that its Kamelet declares. */
    static final List<Key<?>> OF_A_SECRET = List.of(
            secret("address", "The URL that is called, or what the type calls so."),
            secret("token", "A bearer token, API key or signing key."),
            secret("username", "The user of basic authentication, or the name that a chat shows."),
            secret("password", "The password of basic authentication."),
            secret("headers", "Extra request headers, as a YAML map of names and values."),
            secret("proxy", "The HTTP proxy, `http(s)://[user:password@]host:port`."),
            secret("ca.crt", "The certificate authorities that are trusted instead of the Java machine's, as PEM."),
            secret("tls.crt", "The client certificate with its chain, as PEM."),
            secret("tls.key", "The client certificate's key, RSA or EC, as PEM without a password."));

    private ProviderKeys() {}

    /** Whether a provider of this type has a setting of this name. */
    static boolean takes(ProviderType type, String word) {
        return COMMON_WORDS.contains(word) || type.offers(SettingNames.camelCase(word));
    }

    private static Key<?> secret(String name, String description) {
        return new Key<>("provider.<name>." + name, Type.TEXT, "", description);
    }
}
