package dev.caravan.cluster;

import dev.caravan.configuration.ClusterObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the informers of all scopes know. */
final class Watch implements AutoCloseable {
    private final Api api;
    private final Map<String, Scope> scopes = new LinkedHashMap<>();
    private final Map<String, List<ClusterObject>> known = new LinkedHashMap<>();

    /** Begins with what is known already, until there is something newer. */
    Watch(Api api, List<String> namespaces, Outage outage, Map<String, List<ClusterObject>> listed) {
        this.api = api;
        for (String name : api.scopes(namespaces)) {
            known.put(name, listed.getOrDefault(name, List.of()));
            scopes.put(name, new Scope(api, name, outage));
        }
    }

    /** By their scopes; one that is not complete keeps what was known of it. */
    Map<String, List<ClusterObject>> objects() {
        scopes.forEach((name, scope) -> scope.objects().ifPresent(objects -> known.put(name, objects)));
        return Map.copyOf(known);
    }

    boolean isWatching() {
        return scopes.values().stream().allMatch(Scope::isWatching);
    }

    /** Says on each object what became of it. */
    void write(StatusWriter writer, Map<String, Ready> conditions) {
        scopes.values().stream().flatMap(Scope::resources).forEach(resource -> writer.write(api, resource, conditions));
    }

    @Override
    public void close() {
        scopes.values().forEach(Scope::close);
    }
}
