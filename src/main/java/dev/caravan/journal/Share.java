package dev.caravan.journal;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Who should have which lane: everybody stays with what it has, as long as nobody has two lanes more than another. All replicas work
 * it out from the same rows, and so come to the same.
 */
final class Share {
    private final Map<String, Set<String>> known;
    private final Map<String, Set<String>> held = new TreeMap<>();

    /** Who runs, and which lanes each of them can have. */
    private Share(Map<String, Set<String>> known) {
        this.known = known;
        known.keySet().forEach(replica -> held.put(replica, new TreeSet<>()));
    }

    /** Replica by lane; a lane that nobody knows is not among them. */
    static Map<String, String> of(Map<String, LeaseTable.Row> lanes, Map<String, Set<String>> replicas) {
        Share share = new Share(replicas);
        Map<String, LeaseTable.Row> sorted = new TreeMap<>(lanes);
        sorted.forEach((lane, row) -> share.keep(lane, row.owner()));
        sorted.keySet().forEach(share::give);
        for (boolean moved = true; moved; ) {
            moved = share.level();
        }
        Map<String, String> plan = new TreeMap<>();
        share.held.forEach((replica, its) -> its.forEach(lane -> plan.put(lane, replica)));
        return plan;
    }

    private void keep(String lane, @Nullable String owner) {
        Set<String> its = owner == null ? null : held.get(owner);
        if (its != null && knows(owner, lane)) {
            its.add(lane);
        }
    }

    private boolean knows(@Nullable String replica, String lane) {
        return known.getOrDefault(replica, Set.of()).contains(lane);
    }

    private void give(String lane) {
        if (held.values().stream().noneMatch(its -> its.contains(lane))) {
            bySize().stream()
                    .filter(replica -> knows(replica, lane))
                    .findFirst()
                    .ifPresent(replica -> its(replica).add(lane));
        }
    }

    /** Least first. */
    private List<String> bySize() {
        return held.keySet().stream()
                .sorted(Comparator.<String>comparingInt(replica -> size(replica))
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    private int size(String replica) {
        return its(replica).size();
    }

    private Set<String> its(String replica) {
        return held.computeIfAbsent(replica, any -> new TreeSet<>());
    }

    /** Moves one lane, if somebody has two more than another who could have it. */
    private boolean level() {
        List<String> order = bySize();
        for (String poor : order) {
            for (String rich : order) {
                Optional<String> lane = size(rich) - size(poor) < 2
                        ? Optional.empty()
                        : its(rich).stream().filter(one -> knows(poor, one)).findFirst();
                if (lane.isPresent()) {
                    its(rich).remove(lane.get());
                    return its(poor).add(lane.get());
                }
            }
        }
        return false;
    }
}
