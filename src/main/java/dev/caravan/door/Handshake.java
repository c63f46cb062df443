package dev.caravan.door;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers a sender of CloudEvents that asks by {@code OPTIONS}, before it sends anything, whether it may.
 *
 * <p>Everybody may ask, and nobody is let in by the answer: each event has to carry the proof that its source demands. Only a token in
 * the path is looked at, since a wrong one is a path that does not exist.
 */
final class Handshake {
    private static final Logger LOG = LoggerFactory.getLogger(Handshake.class);
    private static final String ORIGIN = "webhook-request-origin";
    private static final String RATE = "webhook-request-rate";
    private static final Pattern NAME = Pattern.compile("[\\w.:/-]{1,255}");
    private static final Pattern NUMBER = Pattern.compile("[1-9]\\d{0,8}");

    private final Gate gate;

    Handshake(Gate gate) {
        this.gate = gate;
    }

    /** Whether this is the question, and no more than that. */
    static boolean asks(HttpServerRequest request) {
        String origin = request.getHeader(ORIGIN);
        return request.method().equals(HttpMethod.OPTIONS)
                && origin != null
                && NAME.matcher(origin).matches()
                && !request.headers().contains(HttpHeaderNames.TRANSFER_ENCODING)
                && isEmpty(request.getHeader(HttpHeaderNames.CONTENT_LENGTH));
    }

    private static boolean isEmpty(@Nullable String length) {
        return length == null || length.strip().equals("0");
    }

    /** Why the path is none to ask for; null when it is one. */
    @Nullable
    Problem refusal(HttpServerRequest request, String id) {
        try {
            Target target = Target.of(request.path());
            if (target.token() != null) {
                gate.admit(target, new Inbound(id, request.path(), request.headers(), Buffer.buffer()));
            }
            return target.source() == null || gate.knows(target.source()) ? null : Refused.NOT_FOUND;
        } catch (ProblemException refused) {
            return refused.problem();
        }
    }

    /** Grants what was asked for. */
    static void answer(HttpServerRequest request, Call call) {
        MultiMap asked = request.headers();
        HttpServerResponse response = request.response();
        response.putHeader(HttpHeaderNames.ALLOW, "POST").putHeader("WebHook-Allowed-Origin", asked.get(ORIGIN));
        String rate = asked.get(RATE);
        if (rate != null) {
            response.putHeader("WebHook-Allowed-Rate", NUMBER.matcher(rate).matches() ? rate : "*");
        }
        if (asked.contains("webhook-request-callback")) {
            LOG.info(
                    "Handshake {} of {} is answered at once; its callback is not called, since Caravan fetches no address that a request names",
                    call.id(),
                    asked.get(ORIGIN));
        }
        response.putHeader(HttpHeaderNames.CONTENT_LENGTH, HttpHeaderValues.ZERO);
        call.end(Buffer.buffer());
    }
}
