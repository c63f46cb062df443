package dev.caravan.client;

import dev.caravan.provider.ProviderSettings;
import dev.caravan.provider.Proxies;
import dev.caravan.provider.Secret;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What one HTTP client is made from.
 *
 * @param timeout bounds an attempt, and every part of it
 * @param connections how many there may be at once
 */
record ClientSettings(Duration timeout, int connections, Proxies proxies, Certificates certificates) {
    /** For an endpoint whose Kamelet asks for no client. */
    static final ClientSettings PLAIN =
            new ClientSettings(Duration.ofSeconds(15), 20, Proxies.NONE, Certificates.SYSTEM);

    /** For one address of a host: two that drop what they get leave time for a third. A millisecond at least, since none is no end. */
    static Duration connecting(Duration timeout) {
        return timeout.dividedBy(3).plusMillis(1);
    }

    /** For small documents that a sender waits for. */
    static ClientSettings fetching(Proxies proxies) {
        return new ClientSettings(Duration.ofSeconds(5), Fetcher.THREADS, proxies, Certificates.SYSTEM);
    }

    static ClientSettings of(ProviderSettings provider) {
        Map<String, String> values = provider.values();
        return new ClientSettings(
                provider.timeout(),
                provider.concurrency(),
                provider.proxies(),
                new Certificates(
                        Optional.ofNullable(values.get("caCrt")),
                        Optional.ofNullable(values.get("tlsCrt")),
                        Optional.ofNullable(values.get("tlsKey")).map(Secret::new)));
    }
}
