package dev.caravan.configuration;

import dev.caravan.provider.Secret;
import dev.caravan.provider.SecretException;
import dev.caravan.provider.SecretFolder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * The journal and its limits.
 *
 * @param url {@code jdbc:sqlite:} and a path, or {@code jdbc:postgresql:} and a database
 * @param secret the folder whose files are stronger than {@code username} and {@code password}
 * @param history where the versions of routes and properties are kept, absolute
 * @param retention how long events are kept that every lane has passed
 * @param maxBacklog rows, above which nothing more is accepted
 * @param minFreeDisk bytes, below which nothing more is accepted
 * @param history where versions of routes and properties are kept
 */
public record JournalSettings(
        String url,
        String username,
        Optional<Secret> password,
        Optional<SecretFolder> secret,
        Path history,
        Duration retention,
        Duration deadLetterRetention,
        long maxBacklog,
        long minFreeDisk) {

    /** The user's name as it stands now. */
    public String usernameNow() {
        return held().getOrDefault("username", new Secret(username)).text();
    }

    /** The password as it stands now: a secret may have been rotated. Empty if there is none. */
    public String passwordNow() {
        return held().getOrDefault("password", password.orElse(new Secret(""))).text();
    }

    /** While a mount is swapped it may be unreadable for a moment: the database then says no, and is asked again. */
    private Map<String, Secret> held() {
        try {
            return secret.isPresent() ? secret.get().read() : Map.of();
        } catch (SecretException e) {
            return Map.of();
        }
    }
}
