package dev.caravan.configuration;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a Secret with certificates holds, by the keys of today; each has an older one beside it. */
final class FluxCertificates {
    private static final Map<String, List<String>> KEYS = Map.of(
            "ca.crt", List.of("ca.crt", "caFile"),
            "tls.crt", List.of("tls.crt", "certFile"),
            "tls.key", List.of("tls.key", "keyFile"));

    private FluxCertificates() {}

    static Map<String, Property> of(Field reference, Map<String, Property> values, Problems problems) {
        Map<String, Property> found = new LinkedHashMap<>();
        KEYS.forEach((key, spellings) -> spellings.stream()
                .filter(values::containsKey)
                .findFirst()
                .map(values::get)
                .ifPresent(value -> found.put(key, value)));
        if (found.containsKey("tls.crt") != found.containsKey("tls.key")) {
            reference.problem(
                    problems,
                    "names a Secret with only one of tls.crt and tls.key",
                    "a client certificate needs both: add the other");
        } else if (found.isEmpty()) {
            reference.problem(
                    problems,
                    "names a Secret without ca.crt and tls.crt",
                    "add the certificate authority, or a client certificate with its key");
        }
        return found;
    }
}
