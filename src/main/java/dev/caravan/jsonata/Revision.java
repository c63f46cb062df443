package dev.caravan.jsonata;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A revision as events name it: {@code main@sha1:<sha>}, {@code main/<sha>}, {@code sha1:<sha>} or the bare hash. */
final class Revision {
    /** The first that says anything decides; what a user put there himself goes before what a controller found. */
    private static final List<String> KEYS = List.of("commit", "originRevision", "revision");

    private static final Pattern COMMIT = Pattern.compile("(?:.*[:/])?([0-9a-f]{40}(?:[0-9a-f]{24})?)");

    private Revision() {}

    /** The commit that an event's metadata names; nothing where it names none. */
    static @Nullable String commit(@Nullable Object metadata) {
        if (!(metadata instanceof Map<?, ?> map)) {
            return null;
        }
        return KEYS.stream()
                .map(key -> MappingFunctions.text(map.get(key)).strip())
                .filter(revision -> !revision.isEmpty())
                .findFirst()
                .map(Revision::hash)
                .orElse(null);
    }

    private static @Nullable String hash(String revision) {
        Matcher matcher = COMMIT.matcher(revision.toLowerCase(Locale.ROOT));
        // behind sha256: stands the digest of an artifact, as in latest@sha256:…, which no repository knows
        return matcher.matches() && !matcher.group().contains("sha256:") ? matcher.group(1) : null;
    }
}
