package dev.caravan.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class UlidTest {
    @Test
    void growsWhileTheClockStandsStill() {
        Ulid ids = new Ulid(Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC));
        List<String> made = Stream.generate(ids::next).limit(1000).toList();
        assertThat(made).isSorted().doesNotHaveDuplicates().allMatch(id -> id.matches("[0-9A-HJKMNP-TV-Z]{26}"));
        assertThat(made.get(0)).startsWith("01KDVDNA00");
    }

    @Test
    void carriesIntoTheHigherBits() {
        Ulid ids = new Ulid(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC), () -> -1L);
        assertThat(ids.next()).isEqualTo("0000000000" + "Z".repeat(16));
        assertThat(ids.next()).isEqualTo("0000000001" + "0".repeat(16));
    }
}
