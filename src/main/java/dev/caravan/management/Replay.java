package dev.caravan.management;

import dev.caravan.door.Problem;
import dev.caravan.door.Ulid;
import dev.caravan.journal.DeadLetter;
import dev.caravan.journal.Journal;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends a dead letter on its way again: an event through the lane that gave it up, a payload through detection. The dead letter
 * is forgotten only once the journal has what came of it.
 */
final class Replay {
    private static final Logger LOG = LoggerFactory.getLogger(Replay.class);
    private static final String UNRECOGNISED = "unrecognised";

    private final Journal journal;
    private final DeadLetters letters;
    private final Supplier<ProducerTemplate> routes;
    private final Ulid ulids;

    Replay(Journal journal, DeadLetters letters, Supplier<ProducerTemplate> routes, Ulid ulids) {
        this.journal = journal;
        this.letters = letters;
        this.routes = routes;
        this.ulids = ulids;
    }

    Reply replay(RoutingContext request) throws Exception {
        DeadLetter letter = letters.find(request);
        Reply reply = letter.kind() == DeadLetter.Kind.EVENT ? event(letter) : payload(letter);
        LOG.info("Dead letter {} replayed: provider={} source={}", letter.id(), letter.provider(), letter.source());
        return reply;
    }

    private Reply event(DeadLetter letter) throws Exception {
        if (!journal.replay(letter.id()).get(Api.JOURNAL_SECONDS, TimeUnit.SECONDS)) {
            throw ApiProblems.noDeadLetter().exception();
        }
        return Reply.accepted(String.valueOf(letter.eventId()), "replayed", letter.source());
    }

    private Reply payload(DeadLetter letter) throws Exception {
        Exchange exchange = routes.get().request("direct:replay", given -> fill(given, letter));
        Problem problem = problem(exchange);
        if (problem != null) {
            throw problem.exception();
        }
        if (UNRECOGNISED.equals(exchange.getVariable("status"))) {
            throw ApiProblems.STILL_UNRECOGNISED.exception();
        }
        // twice is no harm: after a crash here the journal knows the delivery again by its key
        journal.forget(letter.id()).get(Api.JOURNAL_SECONDS, TimeUnit.SECONDS);
        return Reply.accepted(
                exchange.getVariable("id", String.class),
                exchange.getVariable("status", String.class),
                exchange.getVariable("source", String.class));
    }

    private void fill(Exchange exchange, DeadLetter letter) {
        exchange.setVariable("requestId", ulids.next());
        exchange.setVariable("replay", letter.id());
        exchange.setVariable("request", Map.of()); // its header fields were not kept
        exchange.setVariable("payload", letter.body());
        if (!letter.source().equals(UNRECOGNISED)) {
            exchange.setVariable("source", letter.source());
            exchange.setVariable("named", letter.source());
        }
        exchange.getMessage().setBody(letter.body());
    }

    /** What the routes refused; their error handling has turned the exception into an answer for a door. */
    private static @Nullable Problem problem(Exchange exchange) {
        Throwable failure = exchange.getException() == null
                ? exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class)
                : exchange.getException();
        return failure == null ? null : ApiProblems.of(failure);
    }
}
