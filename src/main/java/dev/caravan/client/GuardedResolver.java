package dev.caravan.client;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.stream.Stream;
import org.apache.hc.client5.http.DnsResolver;

/** Finds the addresses of a host that may be called; it is asked right before connecting, so that no other is connected to. */
record GuardedResolver(DnsResolver names) implements DnsResolver {
    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] found = names.resolve(host);
        if (found == null || found.length == 0) {
            throw new UnknownHostException(host);
        }
        InetAddress[] allowed = Stream.of(found)
                .filter(address -> !AddressGuard.refuses(address))
                .toArray(InetAddress[]::new);
        if (allowed.length == 0) {
            throw new AddressRefusedException(host);
        }
        return allowed;
    }

    @Override
    public String resolveCanonicalHostname(String host) throws UnknownHostException {
        return names.resolveCanonicalHostname(host);
    }
}
