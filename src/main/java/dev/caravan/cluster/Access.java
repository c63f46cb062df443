package dev.caravan.cluster;

import io.fabric8.kubernetes.client.Config;

/**
 * How the API is found.
 *
 * @param url without credentials; empty to find it as kubectl does
 */
record Access(String url, String namespace) {
    /** By the ServiceAccount of the pod, or else by the file that kubectl uses. */
    static Access ofProcess() {
        return new Access("", "");
    }

    Config config() {
        if (url.isEmpty()) {
            return Config.autoConfigure(null);
        }
        Config config = Config.empty();
        config.setMasterUrl(url);
        config.setNamespace(namespace);
        return config;
    }
}
