package dev.caravan.edit;

import java.io.IOException;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * What files look like from outside: enough to see that somebody wrote them, and cheap enough for every half second. A symbolic link
 * counts as what it leads to.
 */
record Look(SortedMap<String, String> files) {
    static Look at(Place place) throws IOException {
        return of(place.files());
    }

    /** Without the samples, which are for checks: a start, which is in a hurry, need not look at them. */
    static Look atRunning(Place place) throws IOException {
        return of(place.running());
    }

    private static Look of(SortedMap<String, BasicFileAttributes> files) {
        SortedMap<String, String> looks = new TreeMap<>();
        files.forEach((name, file) -> looks.put(
                name, file.size() + " " + file.lastModifiedTime().to(TimeUnit.NANOSECONDS) + " " + file.fileKey()));
        return new Look(looks);
    }

    /** The same without the samples. */
    Look running() {
        SortedMap<String, String> looks = new TreeMap<>(files);
        looks.keySet().removeIf(Place::isSample);
        return new Look(looks);
    }

    /** As text, by which another process can tell whether it sees the same. */
    String text() {
        return files.entrySet().stream()
                .map(file -> file.getKey() + " " + file.getValue() + "\n")
                .collect(Collectors.joining());
    }
}
