package dev.caravan.management;

import com.fasterxml.jackson.databind.util.RawValue;
import dev.caravan.journal.DeadLetter;
import dev.caravan.journal.Journal;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The dead letters: a list without bodies, one with everything, and forgetting. */
final class DeadLetters {
    private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);

    private final Journal journal;

    DeadLetters(Journal journal) {
        this.journal = journal;
    }

    Reply list(RoutingContext request) {
        Query query = Query.of(request);
        return Reply.ok(Map.of(
                "deadLetters",
                journal.deadLetters(query.limit(), query.provider(), query.reason()).stream()
                        .map(DeadLetters::summary)
                        .toList()));
    }

    Reply show(RoutingContext request) {
        DeadLetter letter = find(request);
        Map<String, Object> body = summary(letter);
        put(body, "answer", letter.answer());
        body.put("body", new RawValue(letter.body()));
        return Reply.ok(body);
    }

    Reply forget(RoutingContext request) throws Exception {
        DeadLetter letter = find(request);
        if (!journal.forget(letter.id()).get(Api.JOURNAL_SECONDS, TimeUnit.SECONDS)) {
            throw ApiProblems.noDeadLetter().exception();
        }
        LOG.info("Dead letter {} forgotten: provider={} reason={}", letter.id(), letter.provider(), letter.reason());
        return Reply.nothing();
    }

    DeadLetter find(RoutingContext request) {
        return journal.deadLetter(Objects.requireNonNull(request.pathParam("id")))
                .orElseThrow(() -> ApiProblems.noDeadLetter().exception());
    }

    private static Map<String, Object> summary(DeadLetter letter) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("id", letter.id());
        body.put("kind", letter.kind().name().toLowerCase(Locale.ROOT));
        put(body, "event", letter.eventId());
        body.put("source", letter.source());
        put(body, "provider", letter.provider());
        body.put("reason", letter.reason());
        put(body, "status", letter.status());
        body.put("attempts", letter.attempts());
        body.put("acceptedAt", letter.acceptedAt().toString());
        body.put("deadAt", letter.deadAt().toString());
        return body;
    }

    private static void put(Map<String, Object> body, String name, @Nullable Object value) {
        if (value != null) {
            body.put(name, value);
        }
    }
}
