package dev.caravan.delivery;

import dev.caravan.journal.Entry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/** The state of one event in one lane, kept in exchange properties, which survive both redelivery and expressions. */
final class Attempt {
    private static final String STARTED = "caravan.attempt.started";
    private static final String COUNT = "caravan.attempt.count";
    private static final String VERDICT = "caravan.attempt.verdict";
    private static final String BACK_OFF = "caravan.attempt.backOff";
    private static final String PAUSE = "caravan.attempt.pause";
    private static final String SHRINK = "caravan.attempt.shrink";
    private static final String DELIVERED = "caravan.attempt.delivered";
    private static final String HELD = "caravan.attempt.held";

    private final Exchange exchange;

    Attempt(Exchange exchange) {
        this.exchange = exchange;
    }

    String provider() {
        return exchange.getVariable("provider", String.class);
    }

    Instant acceptedAt() {
        return exchange.getVariable("acceptedAt", Instant.class);
    }

    /** How many events are told by it. */
    int events() {
        List<?> digest = digest();
        return digest == null ? 1 : digest.size();
    }

    private @Nullable List<?> digest() {
        return exchange.getVariable("digest", List.class);
    }

    Tried tried(Verdict verdict) {
        return new Tried(provider(), ids(), count(), verdict, took());
    }

    private List<String> ids() {
        List<?> digest = digest();
        return digest == null
                ? List.of(String.valueOf(exchange.getVariable("id")))
                : digest.stream().map(Entry.class::cast).map(Entry::id).toList();
    }

    /** Returns when, by {@link System#nanoTime()}. */
    long begin() {
        long now = System.nanoTime();
        exchange.setVariable("shrink", shrunk()); // what mappings see; set here, since retryWhile works on a copy
        exchange.removeProperty(VERDICT); // without one, a stop kept Camel from asking about the failure
        exchange.setProperty(STARTED, now);
        exchange.setProperty(COUNT, count() + 1);
        return now;
    }

    int count() {
        return exchange.getProperty(COUNT, 0, Integer.class);
    }

    Duration took() {
        return Duration.ofNanos(System.nanoTime() - begun());
    }

    /** By {@link System#nanoTime()}; now, if it has not. */
    long begun() {
        return exchange.getProperty(STARTED, System.nanoTime(), Long.class);
    }

    Duration age(Clock clock) {
        return Duration.between(acceptedAt(), clock.instant());
    }

    void judged(Verdict verdict) {
        exchange.setProperty(VERDICT, verdict);
    }

    Verdict verdict() {
        return exchange.getProperty(VERDICT, Verdict.without(Outcome.REJECTED, Reason.INTERNAL), Verdict.class);
    }

    long backOff() {
        return exchange.getProperty(BACK_OFF, 0L, Long.class);
    }

    void backOff(long millis) {
        exchange.setProperty(BACK_OFF, millis);
    }

    /** The last pause after a rate limit that named none. */
    Duration pause() {
        return exchange.getProperty(PAUSE, Duration.ZERO, Duration.class);
    }

    void pause(Duration pause) {
        exchange.setProperty(PAUSE, pause);
    }

    /** Whether the message was too large once already. */
    boolean shrunk() {
        return exchange.getProperty(SHRINK, false, Boolean.class);
    }

    /** Has the message rendered smaller from now on. */
    void shrink() {
        exchange.setProperty(SHRINK, true);
    }

    /** Has the event passed as delivered, though its answer looked like a failure; the policy sees the property. */
    void settle() {
        exchange.setProperty(DELIVERED, true);
    }

    /** Has the event kept in its lane instead of given up: routes/policy/delivery.camel.yaml sees the property. */
    void hold() {
        exchange.setProperty(HELD, true);
    }
}
