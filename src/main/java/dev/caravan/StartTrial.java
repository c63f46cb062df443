package dev.caravan;

import dev.caravan.configuration.Configuration;
import dev.caravan.edit.StartFault;
import dev.caravan.explain.Finding;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Builds the routes as the gateway does, and starts nothing: nothing listens, connects, sends or is written. */
public final class StartTrial {
    private StartTrial() {}

    /**
     * Says what would keep the gateway from a start; nothing when it would start.
     *
     * @param routes the folder of the routes, absolute
     */
    public static Optional<Finding> of(Configuration configuration, Path routes) {
        return fault(configuration, routes).map(fault -> new Finding(fault.where(), fault.what(), false));
    }

    private static Optional<StartFault> fault(Configuration configuration, Path routes) {
        Shared shared = Shared.idle(configuration);
        try {
            Generation idle = Generation.idle(configuration, routes, shared);
            try {
                idle.build();
                return Optional.empty();
            } finally {
                idle.stop();
                idle.disconnect();
            }
        } catch (StartFault e) {
            return Optional.of(e);
        } catch (IOException | RuntimeException e) {
            return Optional.of(StartFault.of(e));
        } finally {
            shared.close();
        }
    }
}
