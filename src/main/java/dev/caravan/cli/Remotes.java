package dev.caravan.cli;

import dev.caravan.configuration.Configuration;
import dev.caravan.configuration.ConfigurationException;
import dev.caravan.configuration.SourceSettings;
import dev.caravan.provider.Secret;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The two listeners of the gateway that this directory configures. */
final class Remotes {
    private Remotes() {}

    static Remote management() throws ConfigurationException {
        var management = Installation.management();
        return new Remote(
                management.host(),
                fixed("camel.management.port", management.port()),
                "management.token",
                management.token());
    }

    /** The door, with the proof that it wants for this source. */
    static Remote door(@Nullable String source) throws ConfigurationException {
        Configuration configuration = Installation.configuration();
        var door = configuration.door();
        Optional<Secret> token = source == null
                ? door.token()
                : door.source(source).flatMap(SourceSettings::token).or(door::token);
        return new Remote(door.host(), fixed("camel.server.port", door.port()), "webhook.token", token);
    }

    private static int fixed(String key, int port) {
        if (port == 0) {
            throw new UserException(
                    ExitCode.CONFIGURATION, key + ": is 0, so nobody knows where the gateway listens; set a port");
        }
        return port;
    }
}
