package dev.caravan.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.caravan.keys.NotYet;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;

/** A check that lacks keys holds no thread. */
class DeferredTest {
    private final CompletableFuture<String> fetched = new CompletableFuture<>();
    private final AtomicInteger checks = new AtomicInteger();
    private final AtomicBoolean keys = new AtomicBoolean();
    private final AtomicBoolean done = new AtomicBoolean();
    private final Exchange exchange = new DefaultExchange(new DefaultCamelContext(false));

    /** Whether it went on at once. */
    private boolean start() {
        Deferred deferred = new Deferred(asked -> {
            checks.incrementAndGet();
            if (!keys.get()) {
                throw new NotYet(fetched);
            }
        });
        return deferred.process(exchange, sync -> done.set(true));
    }

    @Test
    void withKeysItGoesOnAtOnce() {
        keys.set(true);
        assertThat(start() && done.get()).isTrue();
    }

    @Test
    void withoutItReturnsAndGoesOnOnceTheyAreThere() {
        assertThat(start() || done.get()).isFalse();
        keys.set(true);
        fetched.complete("keys");
        assertThat(done).isTrue();
        assertThat(exchange.getException()).isNull();
        assertThat(checks).hasValue(2);
    }

    @Test
    void whenTheyDoNotComeThePostIsToBeSentAgain() {
        assertThat(start()).isFalse();
        fetched.completeExceptionally(new IllegalStateException());
        assertThat(done).isTrue();
        assertThat(new Problems(Map.of()).of(exchange.getException())).isEqualTo(Refused.KEYS_UNAVAILABLE);
        assertThat(checks).hasValue(2);
    }

    @Test
    void nobodyWaitsForeverAndWhatComesLateIsStillTaken() {
        assertThat(start()).isFalse();
        await().atMost(Duration.ofMinutes(1)).untilTrue(done);
        assertThat(new Problems(Map.of()).of(exchange.getException())).isEqualTo(Refused.KEYS_UNAVAILABLE);
        assertThat(fetched).isNotDone();
    }
}
