package dev.caravan.provider;

import java.util.List;

/** The keys that a secret folder may hold. */
public final class Secrets {
    /** In the order of the documentation; {@code username} alone is no secret in itself. */
    public static final List<String> KEYS =
            List.of("address", "token", "username", "password", "headers", "proxy", "ca.crt", "tls.crt", "tls.key");

    private Secrets() {}

    /** Whether the value of this setting, by either of its names, may never be shown. */
    public static boolean isSecret(String name) {
        String key = SettingNames.kebabCase(name);
        boolean open = key.equals("username") || key.endsWith(".crt");
        return KEYS.contains(key) && !open;
    }
}
