package dev.caravan.edit;

import dev.caravan.configuration.Configuration;
import dev.caravan.configuration.Surroundings;
import java.nio.file.Path;

/** What takes edits in while it runs. */
public interface Running {
    /** What it runs with. */
    Configuration configuration();

    /**
     * Goes on with other routes and another configuration, without a gap; or throws, and goes on with what it has.
     *
     * @throws Exception when the routes cannot be started; its text may hold an address
     */
    void replace(Configuration configuration, Path routes) throws Exception;

    /** Goes on with the same files in another place, for whatever is read again later. */
    void moveTo(Surroundings surroundings, Path routes);
}
