package dev.caravan.alert;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An event's metadata as providers are told it. Flux's controllers prefix their keys with the API group of the object, and what
 * was copied from annotations with another prefix; both fall away, as does what is for the receiver alone.
 *
 * <p>Of several values for a key the last of these wins: an annotation's, the alert's metadata, the alert's summary, the
 * controller's or the bare one.
 */
final class Metadata {
    private static final String ANNOTATION = "event.toolkit.fluxcd.io/";
    private static final Set<String> INTERNAL = Set.of("checksum", "digest", "token");

    private Metadata() {}

    static Map<String, Object> combined(Optional<Alert> alert, Map<String, Object> event) {
        Map<?, ?> own = event.get("metadata") instanceof Map<?, ?> map ? map : Map.of();
        String group = group(event);
        Map<String, Object> combined = new LinkedHashMap<>();
        own.forEach((key, value) -> annotation(String.valueOf(key)).ifPresent(name -> combined.put(name, value)));
        alert.ifPresent(told -> combined.putAll(told.metadata()));
        alert.flatMap(Alert::summary).ifPresent(summary -> combined.put("summary", summary));
        own.forEach((key, value) -> own(String.valueOf(key), group).ifPresent(name -> combined.put(name, value)));
        return combined;
    }

    private static Optional<String> annotation(String key) {
        return key.startsWith(ANNOTATION) ? Optional.of(key.substring(ANNOTATION.length())) : Optional.empty();
    }

    /** The name of a key that the controller set, or that no prefix says anything of. */
    private static Optional<String> own(String key, String group) {
        if (key.startsWith(ANNOTATION)) {
            return Optional.empty();
        }
        if (group.isEmpty() || !key.contains("/")) {
            return Optional.of(key);
        }
        String name = key.startsWith(group + "/") ? key.substring(group.length() + 1) : "";
        return name.isEmpty() || INTERNAL.contains(name.toLowerCase(Locale.ROOT))
                ? Optional.empty()
                : Optional.of(name);
    }

    /** The part of {@code apiVersion} before the slash; empty for the core group and for no object of Kubernetes. */
    private static String group(Map<String, Object> event) {
        Object version = event.get("involvedObject") instanceof Map<?, ?> object ? object.get("apiVersion") : null;
        String text = version == null ? "" : version.toString();
        return text.contains("/") ? text.substring(0, text.indexOf('/')) : "";
    }
}
