package dev.caravan.cluster;

import dev.caravan.configuration.ClusterObject;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** The objects as they were when they were asked for, by their scopes; what cannot be asked is as it was. */
final class Listing {
    /** A configuration that is read several times in a row asks once. */
    private static final Duration FRESH = Duration.ofSeconds(10);

    private final Callable<Api> api;
    private final Outage outage;
    private Map<String, List<ClusterObject>> listed = Map.of();
    private Map<String, List<ClusterObject>> heard = Map.of();
    private List<String> namespaces = List.of();
    private long until = System.nanoTime();

    Listing(Callable<Api> api, Outage outage) {
        this.api = api;
        this.outage = outage;
    }

    Map<String, List<ClusterObject>> of(List<String> wanted) {
        if (!wanted.equals(namespaces) || System.nanoTime() - until >= 0) {
            listed = list(wanted, wanted.equals(namespaces));
            namespaces = wanted;
            until = System.nanoTime() + FRESH.toNanos();
        }
        return listed;
    }

    private Map<String, List<ClusterObject>> list(List<String> wanted, boolean again) {
        Map<String, List<ClusterObject>> found = new LinkedHashMap<>();
        try {
            Api open = api.call();
            open.scopes(wanted).forEach(scope -> found.put(scope, list(open, scope)));
            return found;
        } catch (Exception e) {
            outage.tell(e);
            return again ? listed : Map.of();
        }
    }

    private List<ClusterObject> list(Api open, String scope) {
        try {
            return Documents.of(
                    open.all(open.provider(), scope).list().getItems(),
                    open.all(open.alert(), scope).list().getItems(),
                    open::secret);
        } catch (RuntimeException e) {
            outage.tell(e);
            return heard.getOrDefault(scope, listed.getOrDefault(scope, List.of()));
        }
    }

    /** What is known since without having been asked for. */
    void hear(Map<String, List<ClusterObject>> known) {
        heard = known;
    }
}
