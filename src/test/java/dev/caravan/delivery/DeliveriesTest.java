package dev.caravan.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class DeliveriesTest {
    @Test
    void aPausedLaneIsWokenWhenWhatWasRefusedHasChanged() {
        Deliveries deliveries = new Deliveries(Map.of(), Clock.systemUTC());
        AtomicInteger wakes = new AtomicInteger();
        deliveries.onChange("team", wakes::incrementAndGet);
        deliveries.pause("team", Duration.ofHours(1));

        deliveries.resume("team");

        assertThat(deliveries.pause("team")).isZero();
        assertThat(wakes).hasValue(1);
    }
}
