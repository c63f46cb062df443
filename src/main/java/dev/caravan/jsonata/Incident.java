package dev.caravan.jsonata;

import static dev.caravan.jsonata.MappingFunctions.text;

import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a service that opens and closes incidents has to know of an event: whether a problem begins or ends with it, and which.
 * The problem is that of the object, whatever the reason: what recovers does so for another reason than it had failed for.
 */
final class Incident {
    /** Of the reasons of an event that is no error; all else that is told of an object does not say that it is well. */
    private static final Pattern WELL = Pattern.compile(
            "\\b(resolved|recovered|succeeded|success|successful|passed|fixed|healthy|completed|scanned|replicated"
                    + "|synced|new artifact|up to date)\\b");

    /** A rollback that succeeds leaves what it is rolled back for. */
    private static final Pattern UNWELL = Pattern.compile("\\b(not|rollback|uninstall|partially)\\b");

    /** What every service takes as a key, and may stand in a tag. */
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{3,99}");

    private Incident() {}

    /** {@code $incident(event)}: its {@code key} and, where it has one, its {@code status}: firing or resolved. */
    static Map<String, String> of(@Nullable Object event) {
        Map<?, ?> members = members(event);
        String key = key(members, members(members.get("involvedObject")));
        if ("error".equals(members.get("severity"))) {
            return Map.of("key", key, "status", "firing");
        }
        return isWell(members) ? Map.of("key", key, "status", "resolved") : Map.of("key", key);
    }

    private static boolean isWell(Map<?, ?> event) {
        String reason = MappingFunctions.words(event.get("reason"));
        return !"trace".equals(event.get("severity"))
                && WELL.matcher(reason).find()
                && !UNWELL.matcher(reason).find();
    }

    /** The object's own id, which Flux takes too; without a usable one a hash of all that names the object. */
    private static String key(Map<?, ?> event, Map<?, ?> object) {
        String id = text(object.get("uid"));
        if (KEY.matcher(id).matches()) {
            return id;
        }
        String named = String.join(
                "\n",
                text(event.get("source")),
                text(object.get("apiVersion")).replaceFirst("/.*", ""),
                text(object.get("kind")),
                text(object.get("namespace")),
                text(object.get("name")),
                id);
        return MappingFunctions.digest(named, "SHA-256");
    }

    private static Map<?, ?> members(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }
}
