package dev.caravan.metrics;

import dev.caravan.alert.MatchEvent;
import dev.caravan.delivery.Attempts;
import dev.caravan.delivery.Outcome;
import dev.caravan.delivery.Reason;
import dev.caravan.door.Rejections;
import dev.caravan.journal.CommitListener;
import dev.caravan.journal.Journal;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Every meter of Caravan's own. Tags take closed sets only: sources, providers, outcomes and reasons, never what a payload
 * says.
 */
public final class Meters implements Attempts, Rejections, CommitListener, MatchEvent.Unmatched {
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

    /** Registers what is read from the journal when somebody asks. */
    public void watch(Journal journal, List<String> providers) {
        gauge(
                "journal_events",
                "Events kept",
                Tags.empty(),
                journal,
                j -> j.counts().events());
        gauge(
                "journal_appends_waiting",
                "Appends that wait for their commit",
                Tags.empty(),
                journal,
                j -> j.counts().waiting());
        gauge(
                "dead_letters",
                "Dead letters kept",
                Tags.empty(),
                journal,
                j -> j.counts().deadLetters());
        gauge(
                "journal_writable",
                "Whether events are accepted",
                Tags.empty(),
                journal,
                j -> j.health().writable() ? 1 : 0);
        for (String provider : providers) {
            Tags tags = Tags.of("provider", provider);
            gauge(
                    "lane_lag_events",
                    "Events the lane has not passed",
                    tags,
                    journal,
                    j -> j.lag(provider).events());
            gauge(
                    "lane_lag_seconds",
                    "Age of the oldest of them",
                    tags,
                    journal,
                    j -> j.lag(provider).age().toMillis() / 1000.0);
        }
    }

    private void gauge(String name, String help, Tags tags, Journal journal, Function<Journal, Number> value) {
        Gauge.builder(name, journal, j -> value.apply(j).doubleValue())
                .description(help)
                .tags(tags)
                .register(registry);
    }

    /** {@code status} is accepted, duplicate, ignored or parked. */
    public void received(String source, String status) {
        count("webhook_requests", "Requests answered with 202", Tags.of("source", source, "status", status));
    }

    @Override
    public void rejected(String source, String code) {
        count("webhook_rejected", "Requests refused", Tags.of("source", source, "code", code));
    }

    @Override
    public void attempted(String provider, Outcome outcome, Reason reason, Duration took) {
        count(
                "delivery_attempts",
                "Attempts to send",
                Tags.of("provider", provider, "outcome", outcome.word(), "reason", reason.word()));
        attempts.computeIfAbsent(
                        provider,
                        p -> histogram(
                                "delivery_attempt",
                                "One attempt, without waiting for the rate",
                                Tags.of("provider", p)))
                .record(took);
    }

    @Override
    public void delivered(String provider, Duration age) {
        deliveries
                .computeIfAbsent(
                        provider, p -> histogram("delivery", "From acceptance to delivery", Tags.of("provider", p)))
                .record(age);
    }

    @Override
    public void buried(String provider, Reason reason) {
        count("dead_letters_buried", "Events given up", Tags.of("provider", provider, "reason", reason.word()));
    }

    @Override
    public void passedOver(String provider, String why) {
        count("events_passed_over", "Events a provider does not hear of", Tags.of("provider", provider, "reason", why));
    }

    @Override
    public void committed(Duration duration, int commands) {
        commits.record(duration);
    }

    private void count(String name, String help, Tags tags) {
        counters.computeIfAbsent(
                        tags.and("meter", name),
                        key -> Counter.builder(name)
                                .description(help)
                                .tags(tags)
                                .register(registry))
                .increment();
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
