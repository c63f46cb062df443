package dev.caravan.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who should have which lane. */
final class ShareTest {
    private static final Set<String> TEN =
            IntStream.range(0, 10).mapToObj(i -> "lane" + i).collect(Collectors.toSet());

    private final Map<String, LeaseTable.Row> lanes = new TreeMap<>();

    private void lanes(@Nullable String owner) {
        TEN.forEach(lane -> lanes.put(lane, new LeaseTable.Row(lane, owner, 0, List.of())));
    }

    private Map<String, Integer> shares(Map<String, Set<String>> replicas) {
        Map<String, String> plan = Share.of(lanes, replicas);
        plan.forEach((lane, replica) -> lanes.put(lane, new LeaseTable.Row(lane, replica, 0, List.of())));
        Map<String, Integer> shares = new TreeMap<>();
        replicas.keySet().forEach(replica -> shares.put(replica, Collections.frequency(plan.values(), replica)));
        return shares;
    }

    @Test
    void theFirstHasAllAndTheNextOnesTheirShare() {
        lanes(null);
        assertThat(shares(Map.of("a", TEN))).isEqualTo(Map.of("a", 10));
        assertThat(shares(Map.of("a", TEN, "b", TEN))).isEqualTo(Map.of("a", 5, "b", 5));
        assertThat(shares(Map.of("a", TEN, "b", TEN, "c", TEN)).values()).containsExactlyInAnyOrder(3, 3, 4);
    }

    @Test
    void whoHasItsShareKeepsExactlyWhatItHas() {
        lanes(null);
        shares(Map.of("a", TEN, "b", TEN));
        Map<String, String> before = Share.of(lanes, Map.of("a", TEN, "b", TEN));
        assertThat(Share.of(lanes, Map.of("a", TEN, "b", TEN))).isEqualTo(before);
        shares(Map.of("a", TEN, "b", TEN, "c", TEN));
        Map<String, String> after = Share.of(lanes, Map.of("a", TEN, "b", TEN, "c", TEN));
        long moved = TEN.stream()
                .filter(lane -> !String.valueOf(before.get(lane)).equals(after.get(lane)))
                .count();
        assertThat(moved).isEqualTo(3);
    }

    @Test
    void whatTheDeadHadGoesToTheLiving() {
        lanes("gone");
        assertThat(shares(Map.of("a", TEN, "b", TEN))).isEqualTo(Map.of("a", 5, "b", 5));
    }

    @Test
    void aLaneGoesOnlyToWhoKnowsIt() {
        lanes(null);
        assertThat(shares(Map.of("old", Set.of("lane0", "lane1"), "new", TEN))).isEqualTo(Map.of("old", 2, "new", 8));
        assertThat(Share.of(lanes, Map.of("old", Set.of("lane0")))).isEqualTo(Map.of("lane0", "old"));
    }
}
