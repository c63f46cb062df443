package dev.caravan.draft;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A member that holds something.
 *
 * @param from where its path begins
 * @param names the names that lead to it from there
 */
record Member(Origin from, List<String> names, Object value) {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private static final Pattern IDENTIFIER = Pattern.compile("(?i:(.*[_-])?(id|uuid|guid))|.*(Id|ID|Uuid)");

    /**
     * Where a path begins.
     *
     * @param jsonPath in a filter
     * @param jsonata in the mapping, which may be within an element of a list
     * @param distance how far it is from what the event is about
     */
    record Origin(String jsonPath, String jsonata, int distance) {}

    String name() {
        return plain(names.get(names.size() - 1));
    }

    /** The name of the member around it; empty at the top. */
    String owner() {
        return names.size() < 2 ? "" : plain(names.get(names.size() - 2));
    }

    /** Without what separates words, since senders write event_type, eventType and event-type. */
    static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }

    int depth() {
        return names.size() + from.distance();
    }

    /**
     * How little it tells of the sender: 0 when every payload of the sender may have it, 1 when that depends on what happened,
     * 2 for identifiers.
     *
     * @param kind what happened, in one plain word
     */
    int fickleness(String kind) {
        return names.stream()
                .mapToInt(name -> IDENTIFIER.matcher(name).matches() ? 2 : isFickle(plain(name), kind) ? 1 : 0)
                .max()
                .orElse(0);
    }

    private static boolean isFickle(String name, String kind) {
        return Words.FICKLE.contains(name) || kind.contains(name);
    }

    boolean isWithin(Member other) {
        return from.equals(other.from)
                && names.size() > other.names.size()
                && names.subList(0, other.names.size()).equals(other.names);
    }

    String jsonPath() {
        return names.stream()
                .map(name -> PLAIN.matcher(name).matches() ? "." + name : "['" + name + "']")
                .collect(Collectors.joining("", from.jsonPath(), ""));
    }

    String jsonata() {
        return names.stream()
                .map(name ->
                        PLAIN.matcher(name).matches() && !Words.OF_JSONATA.contains(name) ? name : "`" + name + "`")
                .collect(Collectors.joining(".", from.jsonata(), ""));
    }
}
