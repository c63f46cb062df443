package dev.caravan.configuration;

import dev.caravan.provider.Secret;
import dev.caravan.provider.SecretFolder;
import java.util.Optional;

/**
 * What one source was told; there is one for every source, configured or not.
 *
 * @param auth {@link SourceAuth#TOKEN} unless said otherwise where {@code webhook.token} is set
 * @param secret the source's own secret, to be read again when it was rotated
 * @param token what its posts must carry: its secret's key {@code token}, else {@code webhook.token}
 */
public record SourceSettings(String name, SourceAuth auth, Optional<SecretFolder> secret, Optional<Secret> token) {}
