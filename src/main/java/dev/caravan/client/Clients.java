package dev.caravan.client;

import dev.caravan.provider.ProviderSettings;
import dev.caravan.provider.Proxies;
import java.util.List;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;

/** Makes the clients, and has what they share: one thread for all deadlines, and one look at names and addresses. */
public final class Clients implements AutoCloseable {
    private final AttemptDeadline deadline = new AttemptDeadline();
    private final GuardedResolver resolver;

    public Clients() {
        this(SystemDefaultDnsResolver.INSTANCE);
    }

    Clients(DnsResolver names) {
        this.resolver = new GuardedResolver(names);
    }

    /** A new client with what the provider is set to now; its maker closes it. */
    public ProviderClient open(ProviderSettings provider) {
        return new ProviderClient(ClientSettings.of(provider), deadline, resolver);
    }

    /** For endpoints whose Kamelet asks for no client: guarded and bounded all the same. */
    public ProviderClient plain() {
        return new ProviderClient(ClientSettings.PLAIN, deadline, resolver);
    }

    /** For keys and certificates, which no provider fetches; its maker closes it. */
    public Fetcher fetcher(Proxies proxies) {
        return new Fetcher(() -> new ProviderClient(ClientSettings.fetching(proxies), deadline, resolver));
    }

    /** Keeps camel-slack, which has a client of its own, from the same addresses. */
    public GuardedSlack slack() {
        return new GuardedSlack(new SlackClients(host -> List.of(resolver.resolve(host))));
    }

    @Override
    public void close() {
        deadline.close();
    }
}
