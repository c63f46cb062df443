package dev.caravan.provider;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What one provider was told: the settings that Caravan sees to, and those of its type.
 *
 * @param values the type's own settings by the Kamelet's name for them, a secret's values already merged in
 * @param headers extra request headers, by name
 * @param secrets the folders that some values came from, to be read again when they change or a service refuses them
 * @param timeout bounds a whole attempt
 * @param concurrency 1 keeps order
 * @param proxies on the way to it
 * @param digest how far its messages are apart, what comes meanwhile being told as one; zero for a message per event
 * @param template the JSONata document that replaces the type's own
 * @param origin where it was set
 */
public record ProviderSettings(
        String name,
        ProviderType type,
        Map<String, String> values,
        Map<String, String> headers,
        Set<SecretFolder> secrets,
        Proxies proxies,
        Optional<Path> template,
        Duration timeout,
        Duration giveUpAfter,
        Rate rate,
        Duration digest,
        int concurrency,
        boolean suspend,
        String origin) {
    private static final int SHORTEST_SECRET = 4;

    /** Whether another's settings are the same, wherever its type lies. */
    public boolean isSetAs(ProviderSettings other) {
        return type.name().equals(other.type.name())
                && values.equals(other.values)
                && headers.equals(other.headers)
                && proxies.equals(other.proxies)
                && template.equals(other.template)
                && timeout.equals(other.timeout)
                && digest.equals(other.digest)
                && suspend == other.suspend;
    }

    /** The name of its HTTP client among the beans. */
    public String client() {
        return "client-" + name;
    }

    /** Whether its requests need what only Caravan's own client knows: a proxy, an authority or a certificate. */
    boolean needsClient() {
        return proxies.all().findAny().isPresent()
                || ProviderType.CERTIFICATES.stream().anyMatch(values::containsKey);
    }

    /** Name, type and settings with every secret masked. */
    @Override
    public String toString() {
        Map<String, String> shown = new TreeMap<>();
        values.forEach((key, value) -> shown.put(key, masked(key, value)));
        return name + " (" + type.name() + ") " + shown;
    }

    /** The same as it lies in another place. */
    public ProviderSettings of(ProviderType moved) {
        return new ProviderSettings(
                name,
                moved,
                values,
                headers,
                secrets,
                proxies,
                template,
                timeout,
                giveUpAfter,
                rate,
                digest,
                concurrency,
                suspend,
                origin);
    }

    /** The same with another content of its secret, as it was read with {@code fresh}; with its properties as they stand there now; rate, time-out and the like wait for a start. */
    public ProviderSettings withSecretOf(ProviderSettings fresh) {
        return new ProviderSettings(
                name,
                type,
                fresh.values,
                fresh.headers,
                secrets,
                fresh.proxies,
                template,
                timeout,
                giveUpAfter,
                rate,
                digest,
                concurrency,
                suspend,
                origin);
    }

    /** A service's text without this provider's secrets; a service likes to repeat the path it was called at. */
    public String redacted(String text) {
        String redacted = text;
        for (String secret : hidden()) {
            redacted = redacted.replace(secret, "…");
        }
        return redacted;
    }

    /** Longer ones first, as one may be part of another; what is too short to be one would only garble the text. */
    private List<String> hidden() {
        Stream<String> own = values.entrySet().stream()
                .filter(value -> !masked(value.getKey(), value.getValue()).equals(value.getValue()))
                .flatMap(value -> Stream.concat(Stream.of(value.getValue()), Address.path(value.getValue()).stream()));
        return Stream.concat(own, headers.values().stream())
                .filter(secret -> secret.length() >= SHORTEST_SECRET)
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    /** A value as it may be shown: an address as scheme and host, another secret as an ellipsis. */
    public String masked(String property, String value) {
        if (property.equals("address")) {
            return Address.masked(value);
        }
        Setting setting = type.settings().get(property);
        boolean open = setting != null && !setting.password() && !Secrets.isSecret(property);
        return open ? value : "…";
    }
}
