package dev.caravan.cluster;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The status of an object in Flux's shape. */
final class Status {
    private static final String READY = "Ready";
    /** What the resource definitions allow. */
    private static final int LONGEST = 32768;

    private Status() {}

    static long generation(GenericKubernetesResource resource) {
        return Optional.ofNullable(resource.getMetadata().getGeneration()).orElse(0L);
    }

    /** Whether it says so already. */
    static boolean tells(GenericKubernetesResource resource, Ready ready) {
        return conditions(resource).stream()
                .filter(condition -> READY.equals(condition.get("type")))
                .anyMatch(condition -> ready.status().equals(condition.get("status"))
                        && ready.reason().equals(condition.get("reason"))
                        && message(ready).equals(condition.get("message"))
                        && String.valueOf(generation(resource))
                                .equals(String.valueOf(condition.get("observedGeneration"))));
    }

    /** A copy that says so; conditions of others stay. */
    static GenericKubernetesResource with(GenericKubernetesResource resource, Ready ready, Instant now) {
        Map<String, Object> condition = new LinkedHashMap<>();
        condition.put("type", READY);
        condition.put("status", ready.status());
        condition.put("reason", ready.reason());
        condition.put("message", message(ready));
        condition.put("observedGeneration", generation(resource));
        condition.put("lastTransitionTime", since(resource, ready, now));
        List<Map<?, ?>> conditions = new ArrayList<>(conditions(resource));
        conditions.removeIf(other -> READY.equals(other.get("type")));
        conditions.add(condition);
        Map<String, Object> status = new LinkedHashMap<>();
        if (resource.getAdditionalProperties().get("status") instanceof Map<?, ?> old) {
            old.forEach((key, value) -> status.put(String.valueOf(key), value));
        }
        status.put("conditions", conditions);
        status.put("observedGeneration", generation(resource));
        return new GenericKubernetesResourceBuilder(resource)
                .addToAdditionalProperties("status", status)
                .build();
    }

    /** When the status became what it is, not the message. */
    private static String since(GenericKubernetesResource resource, Ready ready, Instant now) {
        return conditions(resource).stream()
                .filter(condition ->
                        READY.equals(condition.get("type")) && ready.status().equals(condition.get("status")))
                .flatMap(condition -> Optional.ofNullable(condition.get("lastTransitionTime")).stream())
                .map(String::valueOf)
                .findFirst()
                .orElse(now.truncatedTo(ChronoUnit.SECONDS).toString());
    }

    private static String message(Ready ready) {
        return ready.message().substring(0, Math.min(LONGEST, ready.message().length()));
    }

    private static List<Map<?, ?>> conditions(GenericKubernetesResource resource) {
        List<Map<?, ?>> conditions = new ArrayList<>();
        if (resource.get("status", "conditions") instanceof List<?> list) {
            list.forEach(item -> {
                if (item instanceof Map<?, ?> condition) {
                    conditions.add(condition);
                }
            });
        }
        return conditions;
    }
}
