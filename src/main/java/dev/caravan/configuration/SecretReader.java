package dev.caravan.configuration;

import dev.caravan.provider.Secret;
import dev.caravan.provider.SecretException;
import dev.caravan.provider.SecretFolder;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Finds the secret that a property names. */
record SecretReader(Settings settings, Path secrets) {
    Optional<SecretFolder> folder(Key<String> key, String name) {
        Optional<String> folder = settings.find(key, name);
        if (folder.isPresent() && !folder.get().matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
            settings.problems()
                    .add(
                            settings.where(key, name),
                            key.of(name),
                            "is not the name of a folder",
                            "name a folder that lies in " + secrets);
            return Optional.empty();
        }
        return folder.map(found -> new SecretFolder(secrets.resolve(found)));
    }

    /** Its values now; none, and a problem, when it cannot be read. */
    Map<String, Secret> values(SecretFolder folder, Key<String> key, String name) {
        try {
            return folder.read();
        } catch (SecretException e) {
            settings.problems()
                    .add(
                            settings.where(key, name),
                            key.of(name),
                            "cannot be used, " + e.getMessage(),
                            "a secret is a folder in " + secrets + " with one file per key, each with its value");
            return Map.of();
        }
    }
}
