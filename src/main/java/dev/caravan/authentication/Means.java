package dev.caravan.authentication;

import dev.caravan.keys.Fetch;
import dev.caravan.keys.FetchException;
import dev.caravan.keys.SnsRules;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;

/**
 * What schemes work with.
 *
 * @param fetch how public keys are got
 * @param sns what of Amazon is believed
 */
public record Means(Clock clock, Fetch fetch, SnsRules sns) {
    public Means(Clock clock, Fetch fetch) {
        this(clock, fetch, SnsRules.amazon());
    }

    /** Where nothing is to be fetched: a configuration is checked so. */
    public static Means offline(Clock clock) {
        return new Means(clock, address -> CompletableFuture.failedFuture(new FetchException("nothing is fetched")));
    }
}
