package dev.caravan.cluster;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A Secret that a Provider names. */
record SecretName(String namespace, String name) {
    static Set<SecretName> of(GenericKubernetesResource provider) {
        String namespace = provider.getMetadata().getNamespace();
        return Stream.of("secretRef", "certSecretRef", "proxySecretRef")
                .map(reference -> provider.get("spec", reference, "name"))
                .filter(String.class::isInstance)
                .map(name -> new SecretName(namespace, (String) name))
                .collect(Collectors.toSet());
    }
}
