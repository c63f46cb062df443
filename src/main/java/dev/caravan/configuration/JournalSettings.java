package dev.caravan.configuration;

import java.nio.file.Path;
import java.time.Duration;

/**
 * The journal and its limits.
 *
 * @param url {@code jdbc:sqlite:} and a path
 * @param retention how long events are kept that every lane has passed
 * @param maxBacklog rows, above which nothing more is accepted
 * @param minFreeDisk bytes, below which nothing more is accepted
 * @param history where versions of routes and properties are kept
 */
public record JournalSettings(
        String url,
        Duration retention,
        Duration deadLetterRetention,
        long maxBacklog,
        long minFreeDisk,
        Path history) {}
