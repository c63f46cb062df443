package dev.caravan.door;

import dev.caravan.door.Watch.Phase;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.apache.camel.StaticService;
import org.apache.camel.support.service.ServiceSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The listener for webhooks.
 *
 * <p>It takes the place of {@code camel.server.enabled}: that server has neither time-outs nor a limit for its
 * connections, and no property to set them. It reads a request within its limits, hands it to the route whose path it
 * names, and refuses everything else as an RFC 9457 problem.
 */
public final class DoorServer extends ServiceSupport implements StaticService {
    private static final Logger LOG = LoggerFactory.getLogger(DoorServer.class);
    private static final int SWEEPS_PER_LIMIT = 5;

    private final DoorSettings settings;
    private final Limits limits;
    private final Vertx vertx;
    private final Ulid ids = new Ulid(Clock.systemUTC());
    private final Connections connections;
    private final Reception reception;
    private final List<HttpServer> servers = new ArrayList<>();
    private long sweeper;

    DoorServer(DoorSettings settings, Limits limits, Refusals refusals, Vertx vertx, Handshake handshake) {
        this.settings = settings;
        this.limits = limits;
        this.vertx = vertx;
        connections = new Connections(limits, ids, refusals, options());
        reception = new Reception(settings.maxBody(), limits, ids, refusals, handshake);
    }

    /** The port it listens on; the configured one, perhaps 0, when it does not. */
    public int port() {
        return servers.isEmpty() ? settings.port() : servers.get(0).actualPort();
    }

    /** Answers 503 from now on. Requests that are already in finish. */
    public void refuse() {
        reception.refuse();
    }

    int connections() {
        return connections.size();
    }

    Reception reception() {
        return reception;
    }

    Vertx vertx() {
        return vertx;
    }

    @Override
    protected void doStart() {
        // a negative port is a free one that all of them share
        int port = settings.port() == 0 ? -1 : settings.port();
        for (int loop = 0; loop < Runtime.getRuntime().availableProcessors(); loop++) {
            servers.add(listen(port));
        }
        long period = Math.min(limits.head().toMillis(), limits.linger().toMillis()) / SWEEPS_PER_LIMIT;
        sweeper = vertx.setPeriodic(Math.max(1, period), timer -> connections.sweep());
        LOG.info("Webhooks are taken at http://{}:{}/webhook", settings.host(), port());
    }

    @Override
    protected void doStop() throws Exception {
        refuse();
        reception.awaitEmpty(limits.body());
        vertx.cancelTimer(sweeper);
        for (HttpServer server : servers) {
            server.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        }
        servers.clear();
    }

    /** One server is one event loop; several of them share the port. */
    private HttpServer listen(int port) {
        HttpServer server = vertx.createHttpServer(options())
                .connectionHandler(connections::opened)
                .exceptionHandler(brokenConnection -> {})
                .invalidRequestHandler(this::invalid)
                .requestHandler(request -> reception.handle(request, connections.watch(request.connection())));
        try {
            return server.listen(port, settings.host())
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
        } catch (CompletionException e) {
            throw new IllegalStateException(
                    "camel.server.port: cannot listen on " + settings.host() + ":" + settings.port() + " ("
                            + message(e.getCause()) + "); is another process using it?",
                    e.getCause());
        }
    }

    private static String message(@Nullable Throwable cause) {
        return cause == null ? "unknown reason" : String.valueOf(cause.getMessage());
    }

    private static HttpServerOptions options() {
        return new HttpServerOptions()
                .setMaxInitialLineLength(Limits.REQUEST_LINE)
                .setMaxHeaderSize(Limits.HEADERS)
                .setHttp2ClearTextEnabled(false)
                // without its extensions no WebSocket handler looks at every message
                .setPerFrameWebSocketCompressionSupported(false)
                .setPerMessageWebSocketCompressionSupported(false)
                .setAcceptBacklog(1024);
    }

    private void invalid(HttpServerRequest request) {
        Throwable cause = request.decoderResult().cause();
        Problem problem = cause instanceof TooLongHttpLineException
                ? Refused.URI_TOO_LONG
                : cause instanceof TooLongHttpHeaderException ? Refused.HEADERS_TOO_LARGE : Refused.BAD_REQUEST;
        Watch watch = connections.watch(request.connection());
        watch.enter(Phase.HEAD, System.nanoTime());
        connections.refuse(watch, problem);
    }
}
