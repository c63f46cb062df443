package dev.caravan.configuration;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Where secrets lie.
 *
 * @param directory absolute
 * @param interval how often those in use are looked at
 */
public record SecretSettings(Path directory, Duration interval) {}
