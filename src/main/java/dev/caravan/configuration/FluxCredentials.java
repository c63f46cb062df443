package dev.caravan.configuration;

import dev.caravan.provider.ProviderType;
import dev.caravan.provider.SettingNames;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a provider takes of the Secret that {@code secretRef} names. */
record FluxCredentials(Map<String, Property> values, Problems problems) {
    /** By the property's key; keys that the type does not know are not its business: a Secret may serve several. */
    Map<String, Property> of(ProviderType type) {
        Map<String, Property> taken = new LinkedHashMap<>();
        values.forEach((key, value) -> {
            if (type.offers(SettingNames.camelCase(key)) && !ProviderKeys.COMMON_WORDS.contains(key)) {
                taken.put(SettingNames.kebabCase(SettingNames.camelCase(key)), value);
            }
        });
        Property password = values.get("password");
        if (password != null && isForge(type)) {
            taken.putIfAbsent("token", password);
        }
        return taken;
    }

    /** Flux loses the token over a password alone, without a word. */
    void check(boolean hasUsername) {
        Property password = values.get("password");
        if (password != null && !hasUsername && !values.containsKey("username")) {
            problems.add(password, "has no username beside it", "add the username, or remove the password");
        }
    }

    /** Of these types alone Flux says that a password may stand for the token. */
    private static boolean isForge(ProviderType type) {
        return type.name().matches("(github|gitlab|gitea).*");
    }
}
