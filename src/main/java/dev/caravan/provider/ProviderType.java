package dev.caravan.provider;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A kind of destination, as its Kamelet describes it.
 *
 * @param folder the folder of the plug-in, {@code routes/providers/<name>}
 * @param settings by the Kamelet's name for them, in its order, those that Caravan fills in included
 * @param required the Kamelet's names of the settings without which it does not start
 * @param oneOf the Kamelet's names of the settings of which at least one must be given, a {@code +} between those that count
 *     only together; empty for no such rule
 * @param rate how often its service lets itself be called
 * @param outcomes the rules by which answers are judged, one per line, as written
 * @param waits where answers say how long to wait, one per line, as written
 * @param digests whether it can tell several events as one
 * @param unless a JSONata expression on an event: why this type has nothing to say to it; empty for every event
 */
public record ProviderType(
        String name,
        String title,
        String description,
        Path folder,
        Map<String, Setting> settings,
        Set<String> required,
        Set<String> oneOf,
        Rate rate,
        String outcomes,
        String waits,
        boolean digests,
        String unless) {
    /** What Caravan fills in where the Kamelet declares it: no keys of the user. */
    static final Set<String> INJECTED = Set.of("timeout", "template", "client", "viaHttp", "routes");

    static final Set<String> CERTIFICATES = Set.of("caCrt", "tlsCrt", "tlsKey");

    /** What a user may set of Caravan's HTTP client, where the Kamelet takes that. */
    private static final Set<String> OF_THE_CLIENT = Set.of("proxy", "caCrt", "tlsCrt", "tlsKey");

    public boolean declares(String property) {
        return settings.containsKey(property);
    }

    /** Whether a user may set this setting, by the Kamelet's name for it. */
    public boolean offers(String property) {
        return offersByClient(property) || (declares(property) && !INJECTED.contains(property));
    }

    /** The names of all settings that a user may set. */
    public Stream<String> offered() {
        return Stream.concat(settings.keySet().stream(), OF_THE_CLIENT.stream())
                .distinct()
                .filter(this::offers);
    }

    private boolean offersByClient(String property) {
        return OF_THE_CLIENT.contains(property) && declares("client");
    }
}
