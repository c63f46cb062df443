package dev.caravan.configuration;

import dev.caravan.provider.SecretFolder;
import java.util.Optional;

/**
 * A property as it was given.
 *
 * @param value raw, or resolved once {@link Settings} has it
 * @param where {@code application.properties:12}, {@code PROVIDER_TEAM_ADDRESS}, {@code -Dprovider.team.address}, or file,
 *     line, document and field of a manifest
 * @param quotable whether the value stands as it is in the file, so that a message may repeat it
 * @param manifest whether a manifest of Flux said so, where braces are text and no placeholder
 * @param folder the secret that it lies in, where a manifest names that for more than a provider's own
 */
record Property(
        String key, String value, String where, boolean quotable, boolean manifest, Optional<SecretFolder> folder) {
    Property(String key, String value, String where, boolean quotable) {
        this(key, value, where, quotable, false, Optional.empty());
    }

    boolean isOfCluster() {
        return where.startsWith(ClusterLayer.WHERE);
    }

    Property withValue(String resolved) {
        return new Property(key, resolved, where, quotable && resolved.equals(value), manifest, folder);
    }

    Property withKey(String other) {
        return new Property(other, value, where, quotable, manifest, folder);
    }
}
