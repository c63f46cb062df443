package dev.caravan.metrics;

import dev.caravan.alert.MatchEvent;
import dev.caravan.delivery.Attempts;
import dev.caravan.delivery.Outcome;
import dev.caravan.delivery.Reason;
import dev.caravan.delivery.Tried;
import dev.caravan.delivery.Verdict;
import dev.caravan.door.Rejections;
import dev.caravan.journal.CommitListener;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Every meter of Caravan's own. Tags take closed sets only: sources, providers, outcomes and reasons, never what a payload
 * says.
 */
public final class Meters implements Attempts, Rejections, CommitListener, MatchEvent.Unmatched {
    private static final String NO_SOURCE = "none";
    private static final List<String> ACCEPTED = List.of("accepted", "duplicate", "ignored");
    private static final List<String> PASSED_OVER = List.of("no-alert", "not-for-type", "suspended");
    /** What alarms are made of; the door knows more codes. */
    private static final List<String> LIKELY =
            List.of("internal", "invalid-json", "invalid-token", "journal-unavailable", "payload-too-large");

    private static final Map<Outcome, Set<Reason>> EXPECTED = new EnumMap<>(Map.of(
            Outcome.DELIVERED, EnumSet.of(Reason.DELIVERED),
            Outcome.RETRY, EnumSet.of(Reason.SERVER_ERROR, Reason.TIMEOUT, Reason.CONNECTION, Reason.DNS, Reason.TLS),
            Outcome.RATE_LIMITED, EnumSet.of(Reason.RATE_LIMITED),
            Outcome.REJECTED, EnumSet.of(Reason.CLIENT_ERROR),
            Outcome.UNAUTHORISED, EnumSet.of(Reason.UNAUTHORISED),
            Outcome.SHRINK, EnumSet.of(Reason.TOO_LARGE)));
    private static final Set<Reason> BURIED =
            EnumSet.of(Reason.GAVE_UP, Reason.CLIENT_ERROR, Reason.TOO_LARGE, Reason.MAPPING);

    private final MeterRegistry registry;
    private final Timer commits;
    private final Map<Tags, Counter> counters = new ConcurrentHashMap<>();
    private final Map<String, Timer> attempts = new ConcurrentHashMap<>();
    private final Map<String, Timer> deliveries = new ConcurrentHashMap<>();

    public Meters(MeterRegistry registry) {
        this.registry = registry;
        this.commits =
                histogram("journal_commit", "From a transaction's first statement to the disk's word", Tags.empty());
    }

    /** Shows zeros for what can be foreseen, since a series that begins at one hides its first increase. */
    public void expect(Collection<String> providers, Collection<String> sources) {
        for (String source : sources) {
            ACCEPTED.forEach(status -> requests(source, status));
        }
        requests(NO_SOURCE, "parked");
        LIKELY.forEach(code -> rejections(NO_SOURCE, code));
        for (String provider : providers) {
            EXPECTED.forEach((outcome, reasons) -> reasons.forEach(reason -> attempts(provider, outcome, reason)));
            attemptTime(provider);
            deliveryTime(provider);
            BURIED.forEach(reason -> burials(provider, reason));
            PASSED_OVER.forEach(why -> passedOverOnes(provider, why));
        }
    }

    /** {@code status} is accepted, duplicate, ignored or parked. */
    public void received(String source, String status) {
        requests(source, status).increment();
    }

    @Override
    public void rejected(String source, String code) {
        rejections(source, code).increment();
    }

    @Override
    public void attempted(Tried tried) {
        Verdict verdict = tried.verdict();
        attempts(tried.provider(), verdict.outcome(), verdict.reason()).increment();
        attemptTime(tried.provider()).record(tried.took());
    }

    @Override
    public void delivered(String provider, Duration age) {
        deliveryTime(provider).record(age);
    }

    @Override
    public void buried(String provider, Reason reason) {
        burials(provider, reason).increment();
    }

    @Override
    public void passedOver(String provider, String why) {
        passedOverOnes(provider, why).increment();
    }

    @Override
    public void committed(Duration duration, int commands) {
        commits.record(duration);
    }

    private Counter requests(String source, String status) {
        return counter("webhook_requests", "Requests answered with 202", Tags.of("source", source, "status", status));
    }

    private Counter rejections(String source, String code) {
        return counter("webhook_rejected", "Requests refused", Tags.of("source", source, "code", code));
    }

    private Counter attempts(String provider, Outcome outcome, Reason reason) {
        return counter(
                "delivery_attempts",
                "Attempts to send",
                Tags.of("provider", provider, "outcome", outcome.word(), "reason", reason.word()));
    }

    private Counter burials(String provider, Reason reason) {
        return counter(
                "dead_letters_buried", "Events given up", Tags.of("provider", provider, "reason", reason.word()));
    }

    private Counter passedOverOnes(String provider, String why) {
        return counter(
                "events_passed_over",
                "Events a provider does not hear of",
                Tags.of("provider", provider, "reason", why));
    }

    private Timer attemptTime(String provider) {
        return attempts.computeIfAbsent(
                provider,
                p -> histogram(
                        "delivery_attempt", "One attempt, without waiting for the rate", Tags.of("provider", p)));
    }

    private Timer deliveryTime(String provider) {
        return deliveries.computeIfAbsent(
                provider, p -> histogram("delivery", "From acceptance to delivery", Tags.of("provider", p)));
    }

    private Counter counter(String name, String help, Tags tags) {
        return counters.computeIfAbsent(
                tags.and("meter", name),
                key -> Counter.builder(name).description(help).tags(tags).register(registry));
    }

    private Timer histogram(String name, String help, Tags tags) {
        return Timer.builder(name)
                .description(help)
                .tags(tags)
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
    }

    private static final Duration[] BUCKETS = {
        Duration.ofMillis(1), Duration.ofMillis(5), Duration.ofMillis(20), Duration.ofMillis(100),
                Duration.ofMillis(250),
        Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofSeconds(15), Duration.ofMinutes(1),
                Duration.ofMinutes(10),
        Duration.ofHours(1), Duration.ofHours(24)
    };
}
