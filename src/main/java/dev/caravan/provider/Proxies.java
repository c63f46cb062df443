package dev.caravan.provider;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The proxies on the way to a provider: its own for everything, or those of the environment by the target's scheme.
 *
 * @param http for plain targets
 * @param https for secured ones
 * @param except the hosts that are called directly
 */
public record Proxies(Optional<Proxy> http, Optional<Proxy> https, NoProxy except) {
    public static final Proxies NONE = new Proxies(Optional.empty(), Optional.empty(), new NoProxy(List.of()));

    /** One proxy for every target. */
    public static Proxies own(Proxy proxy, NoProxy except) {
        return new Proxies(Optional.of(proxy), Optional.of(proxy), except);
    }

    /** The proxy for a target, if there is one. */
    public Optional<Proxy> to(String scheme, String host, int port) {
        Optional<Proxy> proxy = scheme.equalsIgnoreCase("https") ? https : http;
        return proxy.filter(there -> !except.covers(host, port));
    }

    /** Each there is. */
    public Stream<Proxy> all() {
        return Stream.of(http, https).flatMap(Optional::stream).distinct();
    }
}
