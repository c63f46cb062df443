package dev.caravan.delivery;

import dev.caravan.provider.Address;
import dev.caravan.provider.ProviderSettings;
import dev.caravan.provider.Setting;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Looks from time to time whether each provider's host has an address, so that a misspelt one shows before there is anything to
 * send. Behind a proxy it is the proxy that looks.
 */
public final class AddressCheck implements AutoCloseable {
    private static final Duration INTERVAL = Duration.ofMinutes(1);
    private static final int ROUND = 10;

    private final Supplier<List<ProviderSettings>> providers;
    private final Conditions conditions;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "address-check");
        thread.setDaemon(true);
        return thread;
    });

    private int rounds;

    /** {@code providers} are those of the moment. */
    public AddressCheck(Supplier<List<ProviderSettings>> providers, Conditions conditions) {
        this.providers = providers;
        this.conditions = conditions;
    }

    /** Looks at once, then every ten minutes, and every minute at what was not found; on a thread of its own: a resolver that does not answer holds nothing up. */
    public void start() {
        var unused = clock.scheduleWithFixedDelay(this::check, 0, INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Looks once more, since an address has changed. */
    public void again() {
        clock.execute(this::checkAll);
    }

    private void check() {
        if (rounds++ % ROUND == 0) {
            checkAll();
        } else {
            check(provider -> conditions.isUnresolved(provider.name()));
        }
    }

    private void checkAll() {
        check(provider -> true);
    }

    private void check(Predicate<ProviderSettings> due) {
        for (ProviderSettings provider : providers.get().stream().filter(due).toList()) {
            host(provider).ifPresent(host -> conditions.resolved(provider.name(), isKnown(host)));
        }
    }

    private static Optional<String> host(ProviderSettings provider) {
        if (provider.suspend()) {
            return Optional.empty();
        }
        return Optional.ofNullable(provider.values().get("api"))
                .filter(api -> !api.isEmpty())
                .or(() -> Optional.ofNullable(provider.values().get("address")))
                .or(() -> Optional.ofNullable(provider.type().settings().get("address"))
                        .flatMap(Setting::fallback))
                .filter(Address::isHttp)
                .map(URI::create)
                .filter(address -> provider.proxies()
                        .to(address.getScheme(), address.getHost(), address.getPort())
                        .isEmpty())
                .map(URI::getHost);
    }

    private static boolean isKnown(String host) {
        try {
            return InetAddress.getAllByName(host).length > 0;
        } catch (UnknownHostException e) {
            return false;
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
