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

    @Test
    void aRefusalFromBeforeALaneWasResumedHoldsNothing() {
        Deliveries deliveries = new Deliveries(Map.of(), Clock.systemUTC());
        AtomicInteger looks = new AtomicInteger();
        deliveries.onHold(looks::incrementAndGet);
        long begun = System.nanoTime();
        deliveries.resume("team");
        deliveries.holdRefused("team", Duration.ofHours(1), begun);
        assertThat(deliveries.pause("team")).isZero();

        deliveries.holdRefused("team", Duration.ofHours(1), System.nanoTime());
        assertThat(deliveries.pause("team")).isPositive();
        assertThat(looks).hasValue(2);
    }
}
