package dev.caravan.event;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Counts how often what is told of an object has changed. A sender without ids that says the same again repeats itself, unless it said
 * something else in between: down, up and down again are three events. Kept in memory, of the objects told of last: after a restart
 * the first word of each is compared with what was told before, as if nothing had come in between. Each replica counts what
 * came to it.
 */
final class Turns {
    private static final int MOST = 10_000;

    private final Map<String, Turn> last = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Turn> eldest) {
            return size() > MOST;
        }
    };

    /** How many changes there were of this object up to what it is said of it now; 0 at first. */
    synchronized int of(String object, String said) {
        Turn before = last.get(object);
        if (before == null) {
            last.put(object, new Turn(said, 0));
            return 0;
        }
        if (before.said().equals(said)) {
            return before.count();
        }
        last.put(object, new Turn(said, before.count() + 1));
        return before.count() + 1;
    }

    private record Turn(String said, int count) {}
}
