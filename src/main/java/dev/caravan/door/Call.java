package dev.caravan.door;

import dev.caravan.door.Watch.Phase;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import org.jspecify.annotations.Nullable;

/** One request from its head to its answer. All of it happens on the connection's event loop. */
final class Call {
    private final Reception reception;
    private final HttpServerRequest request;
    private final Watch watch;
    private final String id;
    private final Context context = Vertx.currentContext();
    private @Nullable Buffer body;
    private boolean copied;
    private long held;
    private boolean over;

    Call(Reception reception, HttpServerRequest request, Watch watch, String id) {
        this.reception = reception;
        this.request = request;
        this.watch = watch;
        this.id = id;
    }

    String id() {
        return id;
    }

    void read() {
        reception.entered();
        request.exceptionHandler(gone -> finish());
        request.handler(this::append);
        request.endHandler(end -> complete());
    }

    private void append(Buffer chunk) {
        if (over) {
            return;
        }
        held += chunk.length();
        boolean room = reception.hold(chunk.length());
        if (held > reception.maxBody()) {
            refuse(Refused.tooLarge(reception.maxBody()));
        } else if (!room) {
            refuse(Refused.OVERLOADED);
        } else {
            keep(chunk);
        }
    }

    /** Most bodies come in one piece, which needs no copy. */
    private void keep(Buffer chunk) {
        if (body == null) {
            body = chunk;
            return;
        }
        if (!copied) {
            body = Buffer.buffer(body.length() + chunk.length()).appendBuffer(body);
            copied = true;
        }
        body.appendBuffer(chunk);
    }

    private void complete() {
        if (over) {
            return;
        }
        watch.enter(Phase.ANSWER, System.nanoTime());
        Buffer whole = body == null ? Buffer.buffer() : body;
        body = null;
        pass(new Inbound(id, request.path(), request.headers(), whole));
    }

    /** Only now is it decided where to: while the body came in the routes may have been replaced. */
    private void pass(Inbound inbound) {
        Entrance entrance = reception.enter();
        DoorConsumer consumer = entrance.consumer(request.path());
        if (consumer == null) {
            entrance.leave();
            refuse(Refused.NOT_FOUND);
        } else {
            consumer.receive(this, inbound);
        }
    }

    /** Answers at once, past the route, and ends the connection. */
    void refuse(Problem problem) {
        reception.refusals().note(id, null, problem);
        watch.refuse(problem, id, !request.method().equals(HttpMethod.HEAD));
        finish();
    }

    /** Runs an answer on the connection's event loop, wherever the route ended. */
    void answer(Runnable answer) {
        if (Vertx.currentContext() == context && Context.isOnEventLoopThread()) {
            answer.run();
        } else {
            context.runOnContext(onLoop -> answer.run());
        }
    }

    boolean isGone() {
        return over || request.response().closed();
    }

    HttpServerResponse response() {
        return request.response();
    }

    /** Answers a failure that no error handling of the route has answered. */
    void fail(Throwable failure) {
        Problem problem = reception.refusals().note(id, null, failure);
        response().setStatusCode(problem.status()).putHeader(HttpHeaderNames.CONTENT_TYPE, Json.PROBLEM_TYPE);
        problem.headers().forEach(response()::putHeader);
        end(Buffer.buffer(Json.problem(problem, id)));
    }

    void end(Buffer content) {
        boolean last = reception.isRefusing();
        if (last) {
            response().putHeader(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        }
        watch.enter(Phase.IDLE, System.nanoTime());
        var written = response().end(content);
        if (last) {
            written.onComplete(done -> watch.close());
        }
        finish();
    }

    /** Gives back what the request held; more than once does nothing. */
    void finish() {
        if (!over) {
            over = true;
            body = null;
            reception.release(held);
            reception.left();
        }
    }
}
