package dev.caravan.cluster;

import io.fabric8.kubernetes.client.Config;

/** How the API is found. */
interface Access {
    Config config();

    static Access ofProcess() {
        return () -> Config.autoConfigure(null);
    }

    static Access at(String url, String namespace) {
        return () -> {
            Config config = Config.empty();
            config.setMasterUrl(url);
            config.setNamespace(namespace);
            return config;
        };
    }
}
