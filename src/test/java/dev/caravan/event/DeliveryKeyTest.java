package dev.caravan.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DeliveryKeyTest {
    @Test
    void theSendersIdIsTakenTogetherWithItsSource() {
        DeliveryKey key = DeliveryKey.of("acr", List.of(Map.of("message", "x", "deliveryId", "42")), null);
        assertThat(key).isEqualTo(new DeliveryKey("acr:42", Duration.ofHours(24)));
    }

    @Test
    void withoutAnIdEqualContentIsEqualWhateverTheOrderOfItsMembers() {
        DeliveryKey one = DeliveryKey.of("flux", List.of(Map.of("a", 1, "b", Map.of("c", 2, "d", 3))), null);
        DeliveryKey other = DeliveryKey.of("flux", List.of(Map.of("b", Map.of("d", 3, "c", 2), "a", 1)), null);
        DeliveryKey different = DeliveryKey.of("flux", List.of(Map.of("a", 2)), null);
        assertThat(one).isEqualTo(other).isNotEqualTo(different);
        assertThat(one.window()).isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void anEventWithoutAnIdCountsBesideThoseThatHaveOne() {
        Map<String, Object> known = Map.of("deliveryId", "42");
        DeliveryKey one = DeliveryKey.of("acr", List.of(known, Map.of("message", "x")), null);
        DeliveryKey other = DeliveryKey.of("acr", List.of(known, Map.of("message", "y")), null);
        assertThat(one).isNotEqualTo(other);
        assertThat(one.key()).startsWith("acr:42#");
        assertThat(one.window()).isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void theKeyOfAThousandIdsIsShort() {
        List<Map<String, Object>> events = IntStream.range(0, 1000)
                .mapToObj(id -> Map.<String, Object>of("deliveryId", "id-" + id))
                .toList();
        DeliveryKey key = DeliveryKey.of("acr", events, null);
        assertThat(key.key())
                .hasSizeLessThan(100)
                .isNotEqualTo(
                        DeliveryKey.of("acr", events.subList(1, 1000), null).key());
        assertThat(key.window()).isEqualTo(Duration.ofHours(24));
    }

    @Test
    void theRequestsIdServesOnlyWhereNoEventHasOne() {
        assertThat(DeliveryKey.of("acr", List.of(Map.of("message", "x")), "r-1").key())
                .isEqualTo("acr:r-1");
        assertThat(DeliveryKey.of("acr", List.of(Map.of("deliveryId", "42")), "r-1")
                        .key())
                .isEqualTo("acr:42");
    }
}
