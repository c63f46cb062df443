package dev.caravan.configuration;

import dev.caravan.provider.Secret;
import java.util.Map;
import java.util.Optional;

/**
 * Where and from whom webhooks are taken.
 *
 * @param token what posts must carry whose source has no secret of its own
 * @param maxBody in bytes
 * @param sources by name, every source there is
 */
public record DoorSettings(
        String host,
        int port,
        Optional<Secret> token,
        long maxBody,
        Unrecognised unrecognised,
        boolean allowAnonymous,
        Map<String, SourceSettings> sources) {
    /** What a source was told; empty when there is no such source. */
    public Optional<SourceSettings> source(String name) {
        return Optional.ofNullable(sources.get(name));
    }
}
