package dev.caravan.door;

import io.netty.channel.ChannelPipeline;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** All open connections, each with its watch; ends those that take too long. */
final class Connections {
    private final Map<HttpConnection, Watch> open = new ConcurrentHashMap<>();
    private final Limits limits;
    private final Ulid ids;
    private final Refusals refusals;
    private final HttpServerOptions options;

    Connections(Limits limits, Ulid ids, Refusals refusals, HttpServerOptions options) {
        this.options = options;
        this.limits = limits;
        this.ids = ids;
        this.refusals = refusals;
    }

    void opened(HttpConnection connection) {
        if (open.size() >= limits.connections()) {
            connection.close();
            return;
        }
        Watch watch = new Watch(System.nanoTime());
        ChannelPipeline pipeline = ((ConnectionBase) connection).channel().pipeline();
        // next to the decoder, so that it would see plain bytes under TLS, too
        pipeline.addBefore("httpDecoder", "caravanWatch", watch);
        pipeline.replace(
                "httpDecoder", "httpDecoder", new StrictDecoder(options, () -> refuse(watch, Refused.BAD_REQUEST)));
        open.put(connection, watch);
        connection.closeHandler(closed -> open.remove(connection));
        // a sender that goes away is no failure of ours
        connection.exceptionHandler(gone -> {});
    }

    /** The watch of a connection; a new one, bound to nothing, when it is gone. */
    Watch watch(HttpConnection connection) {
        Watch watch = open.get(connection);
        return watch == null ? new Watch(System.nanoTime()) : watch;
    }

    void sweep() {
        long now = System.nanoTime();
        for (Watch watch : open.values()) {
            if (watch.overdue(now, limits)) {
                end(watch);
            }
        }
    }

    private void end(Watch watch) {
        switch (watch.phase()) {
            case HEAD, BODY -> refuse(watch, Refused.TIMEOUT);
            case OPEN, ANSWER, IDLE, LINGER -> watch.close();
        }
    }

    /** Answers what never became a request, or no whole one. */
    void refuse(Watch watch, Problem problem) {
        String requestId = ids.next();
        refusals.note(requestId, null, problem);
        watch.refuse(problem, requestId, true);
    }

    int size() {
        return open.size();
    }
}
