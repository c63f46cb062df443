package dev.caravan.edit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Routes and properties as they once were in force.
 *
 * @param id the time it was seen at, in UTC
 */
public record Version(String id, Path folder) {
    /** There once it was in force; how the files looked that it is a copy of. */
    private static final String IN_FORCE = "in-force";

    public Place place() {
        return Place.in(folder);
    }

    /** Holds the moment at which it came in force, too: the time it was written at. */
    Path mark() {
        return folder.resolve(IN_FORCE);
    }

    /** Whether files that look so run as it does; they are read only where somebody or something has written them anew. */
    boolean isSame(Place live, Look running) throws IOException {
        return running.text().equals(Files.readString(mark())) || live.runsAs(place());
    }
}
