package dev.caravan.configuration;

import dev.caravan.provider.Secret;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

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
    /** The same with another token for one source. */
    public DoorSettings with(SourceSettings changed) {
        Map<String, SourceSettings> all = new TreeMap<>(sources);
        all.put(changed.name(), changed);
        return new DoorSettings(host, port, token, maxBody, unrecognised, allowAnonymous, all);
    }

    /** What a source was told; empty when there is no such source. */
    public Optional<SourceSettings> source(String name) {
        return Optional.ofNullable(sources.get(name));
    }
}
