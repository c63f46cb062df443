package dev.caravan.explain;

import dev.caravan.configuration.Configuration;
import java.nio.file.Path;
import java.util.Optional;

/** Says what would keep the gateway from a start, which only the whole of it can tell. */
public interface Start {
    /** Empty when it would start; a file of the routes is named from {@code routes/} on. */
    Optional<Finding> fault(Configuration configuration, Path routes);
}
