package dev.caravan.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TurnsTest {
    private final Turns turns = new Turns();

    @Test
    void downUpAndDownAgainAreThreeThings() {
        assertThat(IntStream.of(turns.of("web", "down"), turns.of("web", "down"), turns.of("web", "up")))
                .containsExactly(0, 0, 1);
        assertThat(IntStream.of(turns.of("web", "down"), turns.of("web", "down")))
                .containsExactly(2, 2);
    }

    @Test
    void anObjectHasItsOwn() {
        turns.of("web", "down");
        turns.of("web", "up");
        assertThat(turns.of("shop", "down")).isZero();
    }

    @Test
    void thoseThatWereNotToldOfForLongAreForgotten() {
        turns.of("web", "down");
        turns.of("web", "up");
        IntStream.range(0, 10_000).forEach(at -> turns.of("other-" + at, "up"));
        assertThat(turns.of("web", "down")).isZero();
    }
}
