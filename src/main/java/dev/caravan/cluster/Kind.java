package dev.caravan.cluster;

import dev.caravan.configuration.ClusterObject;
import io.fabric8.kubernetes.api.model.APIResource;
import io.fabric8.kubernetes.api.model.APIResourceList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.util.List;
import java.util.Optional;

/**
 * A kind of object in the newest version that the cluster serves of it.
 *
 * @param status whether that version has a status to be written
 */
record Kind(ResourceDefinitionContext context, boolean status) {
    private static final String GROUP = "notification.toolkit.fluxcd.io";
    private static final List<String> VERSIONS = List.of("v1beta3", "v1beta2", "v1beta1");

    static final Kind SECRET = of("", "v1", ClusterObject.SECRET, "secrets", false);

    /** Empty when the cluster does not know the kind. */
    static Optional<Kind> provider(KubernetesClient client) {
        return served(client, ClusterObject.PROVIDER, "providers");
    }

    /** Empty when the cluster does not know the kind. */
    static Optional<Kind> alert(KubernetesClient client) {
        return served(client, ClusterObject.ALERT, "alerts");
    }

    private static Optional<Kind> served(KubernetesClient client, String kind, String plural) {
        for (String version : VERSIONS) {
            APIResourceList served = client.getApiResources(GROUP + "/" + version);
            List<String> names = served == null
                    ? List.of()
                    : served.getResources().stream().map(APIResource::getName).toList();
            if (names.contains(plural)) {
                return Optional.of(of(GROUP, version, kind, plural, names.contains(plural + "/status")));
            }
        }
        return Optional.empty();
    }

    private static Kind of(String group, String version, String kind, String plural, boolean status) {
        return new Kind(
                new ResourceDefinitionContext.Builder()
                        .withGroup(group)
                        .withVersion(version)
                        .withKind(kind)
                        .withPlural(plural)
                        .withNamespaced(true)
                        .build(),
                status);
    }
}
