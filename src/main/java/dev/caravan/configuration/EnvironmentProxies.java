package dev.caravan.configuration;

import dev.caravan.provider.NoProxy;
import dev.caravan.provider.Proxies;
import dev.caravan.provider.Proxy;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The proxies that the environment names for whoever has none of its own; lower-case names win, as with other programs. */
record EnvironmentProxies(Map<String, String> environment, Problems problems) {
    /** Nobody means the proxy of a company for a service on the same machine. */
    private static final String LOCAL = ",localhost,127.0.0.0/8,::1";

    Proxies read() {
        return new Proxies(proxy("HTTP_PROXY"), proxy("HTTPS_PROXY"), NoProxy.parse(list() + LOCAL));
    }

    /** What is called directly even by a provider with a proxy of its own. */
    NoProxy except() {
        return NoProxy.parse(list());
    }

    private String list() {
        return environment.getOrDefault(name("NO_PROXY"), "");
    }

    private Optional<Proxy> proxy(String variable) {
        String name = name(variable);
        String value = environment.getOrDefault(name, "").strip();
        if (value.isEmpty()) {
            return Optional.empty();
        }
        Optional<Proxy> proxy = ValueCheck.proxy(value.contains("://") ? value : "http://" + value);
        if (proxy.isEmpty()) {
            problems.add(
                    name, "the environment", "names no proxy that can be used", "write http://host:port, or unset it");
        }
        return proxy;
    }

    private String name(String variable) {
        String lower = variable.toLowerCase(Locale.ROOT);
        return environment.getOrDefault(lower, "").isBlank() ? variable : lower;
    }
}
