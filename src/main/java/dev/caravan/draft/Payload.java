package dev.caravan.draft;

import dev.caravan.draft.Member.Origin;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A payload taken apart.
 *
 * @param members outer before inner ones
 * @param each what the mapping makes an event of: empty for the payload itself
 */
record Payload(Object body, List<Member> members, String each) {
    private static final int DEEPEST = 4;
    private static final int MOST = 500;
    /** Others are no names but data, or cannot be written in a filter. */
    private static final Pattern NAME = Pattern.compile("(?!.*\\d{4})[A-Za-z_@][\\w@.:/-]{0,63}");

    static Payload of(Object body) throws DraftException {
        if (body instanceof List<?> list) {
            return of(body, list.isEmpty() ? null : list.get(0));
        }
        return of(body, body);
    }

    private static Payload of(Object body, @Nullable Object object) throws DraftException {
        if (!(object instanceof Map<?, ?> map)) {
            throw new DraftException("The payload is no object and no list of objects: nothing tells whose it is.");
        }
        if (body instanceof List<?>) {
            return new Payload(body, members(new Origin("@", "", 0), map), "$");
        }
        return Words.LISTS.stream()
                .flatMap(word -> map.entrySet().stream()
                        .filter(entry ->
                                Member.plain(String.valueOf(entry.getKey())).equals(word)))
                .flatMap(entry -> elements(body, map, String.valueOf(entry.getKey()), entry.getValue()))
                .findFirst()
                .orElseGet(() -> new Payload(body, members(new Origin("@", "", 0), map), ""));
    }

    private static Stream<Payload> elements(Object body, Map<?, ?> map, String name, @Nullable Object value) {
        if (!(value instanceof List<?> list)
                || list.isEmpty()
                || !(list.get(0) instanceof Map<?, ?> first)
                || !NAME.matcher(name).matches()) {
            return Stream.empty();
        }
        Member whole = new Member(new Origin("@", "", 0), List.of(name), value);
        List<Member> members = new ArrayList<>(members(new Origin("@", "$$.", 1), map));
        members.addAll(members(new Origin(whole.jsonPath() + "[0]", "", 0), first));
        return Stream.of(new Payload(body, members, whole.jsonata()));
    }

    /** What it says of the kind of event it is, in one plain word. */
    String kind() {
        return new Guess(members)
                .kind()
                .map(kind -> Member.plain(String.valueOf(kind.value())))
                .orElse("");
    }

    private static List<Member> members(Origin from, Map<?, ?> root) {
        List<Member> members = new ArrayList<>();
        Deque<Member> open = new ArrayDeque<>(children(from, List.of(), root));
        while (!open.isEmpty() && members.size() < MOST) {
            Member next = open.remove();
            members.add(next);
            if (next.value() instanceof Map<?, ?> map && next.names().size() < DEEPEST) {
                open.addAll(children(from, next.names(), map));
            }
        }
        return members;
    }

    private static List<Member> children(Origin from, List<String> names, Map<?, ?> map) {
        List<Member> children = new ArrayList<>();
        map.forEach((key, value) -> {
            String name = String.valueOf(key);
            if (holds(value) && NAME.matcher(name).matches()) {
                children.add(new Member(
                        from, Stream.concat(names.stream(), Stream.of(name)).toList(), value));
            }
        });
        return children;
    }

    private static boolean holds(@Nullable Object value) {
        return value != null
                && !"".equals(value)
                && !(value instanceof Collection<?> list && list.isEmpty())
                && !(value instanceof Map<?, ?> map && map.isEmpty());
    }
}
