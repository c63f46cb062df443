package dev.caravan.camelk;

import dev.caravan.provider.KameletProperties;
import dev.caravan.provider.ProviderSettings;
import dev.caravan.provider.Setting;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The providers' settings as properties of an Integration; secrets by their names only. */
record Settings(List<ProviderSettings> providers) {
    /** What only Caravan's own process can fill in. */
    private static final Set<String> OWN = Set.of("client", "template", "viaHttp");

    /** What may be seen. */
    Map<String, String> open() {
        Map<String, String> open = new TreeMap<>();
        providers.forEach(provider -> given(provider).forEach((key, value) -> {
            if (!isSecret(provider, key)) {
                open.put(key, value);
            }
        }));
        return open;
    }

    /** The keys that a Secret has to have. */
    Set<String> secret() {
        Set<String> secret = new TreeSet<>();
        secret.add("webhook.token");
        providers.forEach(provider -> given(provider).keySet().stream()
                .filter(key -> isSecret(provider, key))
                .forEach(secret::add));
        return secret;
    }

    private static Map<String, String> given(ProviderSettings provider) {
        Map<String, String> given = new TreeMap<>(KameletProperties.of(provider));
        given.keySet().removeIf(key -> OWN.contains(name(provider, key)));
        return given;
    }

    private static boolean isSecret(ProviderSettings provider, String key) {
        Setting setting = provider.type().settings().get(name(provider, key));
        return setting == null || setting.password();
    }

    private static String name(ProviderSettings provider, String key) {
        return key.substring(KameletProperties.prefix(provider).length());
    }
}
