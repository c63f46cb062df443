package dev.caravan.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConditionsTest {
    private static final Instant START = Instant.parse("2026-11-21T10:00:00Z");

    private Instant now = START;
    private final Conditions conditions = new Conditions(List.of("team"), new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    });

    private Condition ready() {
        return conditions.ready("team");
    }

    private void later() {
        now = now.plusSeconds(60);
    }

    private void refused() {
        conditions.attempted(new Tried(
                "team", List.of("1"), 1, Verdict.without(Outcome.UNAUTHORISED, Reason.UNAUTHORISED), Duration.ZERO));
    }

    @Test
    void anInvalidConfigurationComesAndGoesWithTheTimesOfItsTransitions() {
        later();
        conditions.invalid("team", "correct it");
        assertThat(ready())
                .isEqualTo(
                        new Condition("Ready", "False", "InvalidConfiguration", "correct it", START.plusSeconds(60)));
        later();
        conditions.invalid("team", "correct that");
        assertThat(ready().message()).isEqualTo("correct that");
        assertThat(ready().lastTransitionTime()).isEqualTo(START.plusSeconds(60));
        conditions.valid("team");
        assertThat(ready().holds()).isTrue();
        assertThat(ready().lastTransitionTime()).isEqualTo(START.plusSeconds(120));
    }

    @Test
    void whatIsValidAgainIsAsReadyAsItWas() {
        refused();
        conditions.invalid("team", "correct it");
        conditions.attempted(
                new Tried("team", List.of("1"), 1, Verdict.without(Outcome.RETRY, Reason.SERVER_ERROR), Duration.ZERO));
        assertThat(ready().reason()).isEqualTo("InvalidConfiguration");
        conditions.valid("team");
        assertThat(ready().reason()).isEqualTo("Unauthorised");
        assertThat(ready().lastTransitionTime()).isEqualTo(START);
    }

    @Test
    void otherSettingsAreGivenAChance() {
        refused();
        conditions.invalid("team", "correct it");
        later();
        conditions.renewed("team");
        assertThat(ready().holds()).isTrue();
        assertThat(ready().lastTransitionTime()).isEqualTo(now);
        later();
        conditions.renewed("team");
        assertThat(ready().lastTransitionTime()).isEqualTo(START.plusSeconds(60));
    }

    @Test
    void aHostThatIsFoundMendsOnlyWhatWasNotFound() {
        conditions.resolved("team", false);
        assertThat(ready().reason()).isEqualTo("AddressNotFound");
        conditions.resolved("team", true);
        assertThat(ready().holds()).isTrue();
        refused();
        conditions.resolved("team", false);
        conditions.resolved("team", true);
        assertThat(ready().reason()).isEqualTo("Unauthorised");
    }
}
