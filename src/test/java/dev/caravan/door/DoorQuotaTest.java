package dev.caravan.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class DoorQuotaTest {
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5); // the clock may overflow
    private final DoorQuota quota = new DoorQuota(Map.of("acr", new Quota(4, Duration.ofSeconds(2))), nanos::get);

    private @Nullable String post(String source) {
        Exchange exchange = new DefaultExchange(new DefaultCamelContext());
        exchange.setVariable("source", source);
        try {
            quota.process(exchange);
            return "taken";
        } catch (ProblemException refusal) {
            return refusal.problem().headers().get("Retry-After");
        }
    }

    private void pass(long millis) {
        nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(millis));
    }

    @Test
    void aBurstOfOnePeriodIsTakenAndThenOneAtATime() {
        for (int number = 0; number < 4; number++) {
            assertThat(post("acr")).isEqualTo("taken");
        }
        assertThat(post("acr")).isEqualTo("1");
        pass(499);
        assertThat(post("acr")).isEqualTo("1");
        pass(1);
        assertThat(post("acr")).isEqualTo("taken");
        assertThat(post("acr")).isEqualTo("1");
        assertThat(post("flux")).as("without a quota").isEqualTo("taken");
    }

    @Test
    void afterAPeriodOfSilenceTheWholeQuotaIsThereAgainAndNoMore() {
        post("acr");
        pass(60_000);
        for (int number = 0; number < 4; number++) {
            assertThat(post("acr")).isEqualTo("taken");
        }
        assertThat(post("acr")).isEqualTo("1");
    }
}
