package dev.caravan.edit;

import java.nio.file.Path;

/**
 * Routes and properties as they once were in force.
 *
 * @param id the time it was seen at, in UTC
 */
public record Version(String id, Path folder) {
    public Place place() {
        return Place.in(folder);
    }
}
