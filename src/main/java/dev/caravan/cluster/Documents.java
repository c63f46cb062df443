package dev.caravan.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.caravan.configuration.ClusterObject;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** Turns what the API answers into what a manifest says. */
final class Documents {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> MEMBERS = List.of("spec", "type", "data");

    private Documents() {}

    /** The same objects are the same list, in whatever order they come. */
    static List<ClusterObject> of(
            List<GenericKubernetesResource> providers,
            List<GenericKubernetesResource> alerts,
            Function<SecretName, Optional<GenericKubernetesResource>> secrets) {
        Set<SecretName> named = new LinkedHashSet<>();
        providers.forEach(provider -> named.addAll(SecretName.of(provider)));
        List<ClusterObject> objects = new ArrayList<>();
        providers.forEach(provider -> objects.add(of(ClusterObject.PROVIDER, provider)));
        alerts.forEach(alert -> objects.add(of(ClusterObject.ALERT, alert)));
        named.forEach(name -> secrets.apply(name).ifPresent(secret -> objects.add(of(ClusterObject.SECRET, secret))));
        objects.sort(Comparator.comparing(ClusterObject::id));
        return List.copyOf(objects);
    }

    private static ClusterObject of(String kind, GenericKubernetesResource resource) {
        String namespace = resource.getMetadata().getNamespace();
        String name = resource.getMetadata().getName();
        Map<String, Object> document = new TreeMap<>();
        document.put("apiVersion", resource.getApiVersion());
        document.put("kind", kind);
        document.put("metadata", Map.of("name", name));
        for (String member : MEMBERS) {
            Object value = resource.getAdditionalProperties().get(member);
            if (value != null) {
                document.put(member, value);
            }
        }
        try {
            return new ClusterObject(kind, namespace, name, JSON.writeValueAsString(document));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(kind + " " + namespace + "/" + name + " cannot be written", e);
        }
    }
}
