package dev.caravan.edit;

import java.io.IOException;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What files look like from outside: enough to see that somebody wrote them, and cheap enough for every half second. A symbolic link
 * counts as what it leads to.
 */
record Look(Map<String, String> files) {
    static Look at(Place place) throws IOException {
        return new Look(place.files().entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey,
                        file -> file.getValue().size() + " " + file.getValue().lastModifiedTime() + " "
                                + file.getValue().fileKey())));
    }
}
