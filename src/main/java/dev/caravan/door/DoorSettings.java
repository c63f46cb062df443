package dev.caravan.door;

import dev.caravan.authentication.SourceAuth;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the door is told by the configuration.
 *
 * @param host address to bind
 * @param port port to bind, 0 for a free one
 * @param maxBody largest body in bytes
 * @param tokens secrets that open every source without a scheme of its own; empty means anonymous
 * @param sources schemes of the sources that have one of their own, by source
 * @param knownSources every source that a path may name
 * @param dialects of the sources whose senders call their JSON something else
 * @param quotas of the sources that have one
 */
public record DoorSettings(
        String host,
        int port,
        long maxBody,
        List<String> tokens,
        Map<String, SourceAuth> sources,
        Set<String> knownSources,
        Map<String, Dialect> dialects,
        Map<String, Quota> quotas) {

    public DoorSettings {
        tokens = List.copyOf(tokens);
        sources = Map.copyOf(sources);
        knownSources = Set.copyOf(knownSources);
        dialects = Map.copyOf(dialects);
        quotas = Map.copyOf(quotas);
    }

    /** Says where the door is, never its secrets. */
    @Override
    public String toString() {
        return "DoorSettings[" + host + ":" + port + "]";
    }
}
