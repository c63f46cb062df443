package dev.caravan.keys;

import java.net.URI;
import java.util.concurrent.CompletableFuture;

/** GETs small documents in the background. */
@FunctionalInterface
public interface Fetch {
    /** The answer; fails with a {@link FetchException} when there is none, when it is no 2xx, or when too much is fetched already. */
    CompletableFuture<Fetched> get(URI address);
}
