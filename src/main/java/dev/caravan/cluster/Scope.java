package dev.caravan.cluster;

import dev.caravan.configuration.ClusterObject;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.informers.ExceptionHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The objects of one namespace, or of all, as informers know them. A Secret has one of its own: nothing is known here of those that
 * no Provider names, and a Role may name those that may be read.
 */
final class Scope implements AutoCloseable {
    private final Api api;
    private final Outage outage;
    private final SharedIndexInformer<GenericKubernetesResource> providers;
    private final SharedIndexInformer<GenericKubernetesResource> alerts;
    private final Map<SecretName, SharedIndexInformer<GenericKubernetesResource>> secrets = new HashMap<>();
    private final Set<SecretName> refused = new HashSet<>();

    Scope(Api api, String scope, Outage outage) {
        this.api = api;
        this.outage = outage;
        this.providers = started(api.all(api.provider(), scope).runnableInformer(0), outage);
        this.alerts = started(api.all(api.alert(), scope).runnableInformer(0), outage);
    }

    private static SharedIndexInformer<GenericKubernetesResource> started(
            SharedIndexInformer<GenericKubernetesResource> informer, ExceptionHandler handler) {
        informer.exceptionHandler(handler).start();
        return informer;
    }

    /** Empty until all that belongs together has come: an Alert that is still missing would have its Provider tell nothing. */
    Optional<List<ClusterObject>> objects() {
        if (!providers.hasSynced() || !alerts.hasSynced()) {
            return Optional.empty();
        }
        List<GenericKubernetesResource> known = providers.getStore().list();
        follow(known);
        boolean complete = secrets.entrySet().stream()
                .allMatch(secret -> secret.getValue().hasSynced() || isRefused(secret.getKey()));
        return complete ? Optional.of(Documents.of(known, alerts.getStore().list(), this::secret)) : Optional.empty();
    }

    private void follow(List<GenericKubernetesResource> known) {
        Set<SecretName> named = new HashSet<>();
        known.forEach(provider -> named.addAll(SecretName.of(provider)));
        named.forEach(name -> secrets.computeIfAbsent(name, this::watch));
        secrets.entrySet().removeIf(secret -> {
            boolean gone = !named.contains(secret.getKey());
            if (gone) {
                secret.getValue().close();
            }
            return gone;
        });
    }

    private SharedIndexInformer<GenericKubernetesResource> watch(SecretName name) {
        return started(api.one(Kind.SECRET, name.namespace(), name.name()).runnableInformer(0), (started, failure) -> {
            synchronized (refused) {
                refused.add(name);
            }
            return outage.retryAfterException(started, failure);
        });
    }

    private boolean isRefused(SecretName name) {
        synchronized (refused) {
            return refused.contains(name);
        }
    }

    private Optional<GenericKubernetesResource> secret(SecretName name) {
        return Optional.ofNullable(secrets.get(name)).stream()
                .flatMap(informer -> informer.getStore().list().stream())
                .findFirst();
    }

    /** The providers and alerts as they are, status included. */
    Stream<GenericKubernetesResource> resources() {
        return Stream.concat(providers.getStore().list().stream(), alerts.getStore().list().stream());
    }

    /** Whether changes would be seen. */
    boolean isWatching() {
        return Stream.concat(Stream.of(providers, alerts), secrets.values().stream())
                .allMatch(SharedIndexInformer::isWatching);
    }

    @Override
    public void close() {
        Stream.concat(Stream.of(providers, alerts), secrets.values().stream()).forEach(SharedIndexInformer::close);
    }
}
