package dev.caravan.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.caravan.door.Ulid;
import dev.caravan.journal.DeadLetter;
import dev.caravan.journal.Entry;
import java.time.Clock;
import java.time.Instant;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the dead letter: of the event a lane gave up, or of the payload that no source recognised or could map; it becomes the body. */
public final class Bury implements Processor {
    private static final Logger LOG = LoggerFactory.getLogger(Bury.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Ulid ulids;
    private final Attempts attempts;
    private final Redaction redaction;
    private final Clock clock;

    /** Leaves a provider's secrets out of what its service answered. */
    @FunctionalInterface
    public interface Redaction {
        String redacted(String provider, String text);
    }

    public Bury(Ulid ulids, Attempts attempts, Redaction redaction, Clock clock) {
        this.redaction = redaction;
        this.ulids = ulids;
        this.attempts = attempts;
        this.clock = clock;
    }

    @Override
    public void process(Exchange exchange) throws JsonProcessingException {
        DeadLetter letter = exchange.getVariable("provider") == null ? payload(exchange) : event(exchange);
        exchange.getMessage().setBody(letter);
        LOG.warn(
                "Dead letter {}: {} provider={} source={} event={} attempts={} status={}",
                letter.id(),
                letter.reason(),
                known(letter.provider()),
                letter.source(),
                known(letter.eventId()),
                letter.attempts(),
                known(letter.status()));
    }

    /** A payload has neither provider nor event. */
    private static Object known(@Nullable Object value) {
        return value == null ? "-" : value;
    }

    private DeadLetter payload(Exchange exchange) {
        Instant now = clock.instant();
        String named = exchange.getVariable("source", String.class);
        return new DeadLetter(
                ulids.next(),
                DeadLetter.Kind.PAYLOAD,
                null,
                named == null ? Reason.UNRECOGNISED.word() : named,
                null,
                exchange.getVariable("reason", Reason.UNRECOGNISED.word(), String.class),
                null,
                null,
                0,
                now,
                now,
                exchange.getVariable("payload", String.class));
    }

    private DeadLetter event(Exchange exchange) throws JsonProcessingException {
        Attempt attempt = new Attempt(exchange);
        Verdict verdict = attempt.verdict();
        Reason reason = verdict.again() ? Reason.GAVE_UP : verdict.reason();
        attempts.buried(attempt.provider(), reason);
        Told told = Told.in(exchange);
        return new DeadLetter(
                ulids.next(),
                DeadLetter.Kind.EVENT,
                told.id(),
                told.source(),
                attempt.provider(),
                reason.word(),
                verdict.status(),
                redaction.redacted(attempt.provider(), verdict.answer()),
                attempt.count(),
                told.acceptedAt(),
                clock.instant(),
                JSON.writeValueAsString(told.event()));
    }

    /** What is buried: one of several events that were told as one, or the only one. */
    private record Told(String id, String source, Instant acceptedAt, Object event) {
        static Told in(Exchange exchange) {
            Object body = exchange.getMessage().getBody();
            return body instanceof Entry one
                    ? new Told(one.id(), one.source(), one.acceptedAt(), one.event())
                    : new Told(
                            exchange.getVariable("id", String.class),
                            exchange.getVariable("source", String.class),
                            new Attempt(exchange).acceptedAt(),
                            body);
        }
    }
}
