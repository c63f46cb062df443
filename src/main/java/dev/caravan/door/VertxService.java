package dev.caravan.door;

import io.vertx.core.Vertx;
import java.util.concurrent.TimeUnit;
import org.apache.camel.support.service.ServiceSupport;

/** Ends Vert.x with the context; Camel leaves an instance that it found in the registry open. */
final class VertxService extends ServiceSupport {
    private final Vertx vertx;

    VertxService(Vertx vertx) {
        this.vertx = vertx;
    }

    @Override
    protected void doStop() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }
}
