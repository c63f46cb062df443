package dev.caravan.configuration;

import dev.caravan.provider.Secret;
import java.util.Optional;

/**
 * The management listener.
 *
 * @param token present whenever the host is not loopback
 */
public record ManagementSettings(String host, int port, Optional<Secret> token) {}
