package dev.caravan.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeliveryKeyTest {
    @Test
    void theSendersIdIsTakenTogetherWithItsSource() {
        DeliveryKey key = DeliveryKey.of("acr", List.of("42"), List.of(Map.of("message", "x")));
        assertThat(key).isEqualTo(new DeliveryKey("acr:42", Duration.ofHours(24)));
    }

    @Test
    void withoutAnIdEqualContentIsEqualWhateverTheOrderOfItsMembers() {
        DeliveryKey one = DeliveryKey.of("flux", List.of(), List.of(Map.of("a", 1, "b", Map.of("c", 2, "d", 3))));
        DeliveryKey other = DeliveryKey.of("flux", List.of(), List.of(Map.of("b", Map.of("d", 3, "c", 2), "a", 1)));
        DeliveryKey different = DeliveryKey.of("flux", List.of(), List.of(Map.of("a", 2)));
        assertThat(one).isEqualTo(other).isNotEqualTo(different);
        assertThat(one.window()).isEqualTo(Duration.ofMinutes(10));
    }
}
