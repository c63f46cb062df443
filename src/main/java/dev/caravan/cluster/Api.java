package dev.caravan.cluster;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.FilterWatchListDeletable;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The cluster's API with the kinds that it serves. */
record Api(KubernetesClient client, Kind provider, Kind alert) implements AutoCloseable {
    static final String ALL = "*";

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /**
     * Asks which kinds there are.
     *
     * @throws io.fabric8.kubernetes.client.KubernetesClientException when the API is away or refuses
     * @throws NoKindsException when Flux is not installed
     */
    static Api open(Config config) throws NoKindsException {
        config.setConnectionTimeout((int) PATIENCE.toMillis());
        config.setRequestTimeout((int) PATIENCE.toMillis());
        config.setRequestRetryBackoffLimit(1); // a start waits for it, and whoever watches tries again anyway
        KubernetesClient client =
                new KubernetesClientBuilder().withConfig(config).build();
        try {
            return new Api(
                    client,
                    Kind.provider(client).orElseThrow(NoKindsException::new),
                    Kind.alert(client).orElseThrow(NoKindsException::new));
        } catch (NoKindsException | RuntimeException e) {
            client.close();
            throw e;
        }
    }

    /** Whose objects are meant. */
    List<String> scopes(List<String> namespaces) {
        if (namespaces.contains(ALL)) {
            return List.of(ALL);
        }
        @Nullable String own = client.getNamespace();
        return namespaces.isEmpty() ? List.of(own == null ? "default" : own) : namespaces;
    }

    FilterWatchListDeletable<
                    GenericKubernetesResource, GenericKubernetesResourceList, Resource<GenericKubernetesResource>>
            all(Kind kind, String scope) {
        var resources = client.genericKubernetesResources(kind.context());
        return scope.equals(ALL) ? resources.inAnyNamespace() : resources.inNamespace(scope);
    }

    Resource<GenericKubernetesResource> one(Kind kind, String namespace, String name) {
        return client.genericKubernetesResources(kind.context())
                .inNamespace(namespace)
                .withName(name);
    }

    /** One that may not be read is as good as none, for its Provider alone. */
    Optional<GenericKubernetesResource> secret(SecretName name) {
        try {
            return Optional.ofNullable(
                    one(Kind.SECRET, name.namespace(), name.name()).get());
        } catch (KubernetesClientException e) {
            if (e.getCode() == HttpURLConnection.HTTP_FORBIDDEN) {
                return Optional.empty();
            }
            throw e;
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
