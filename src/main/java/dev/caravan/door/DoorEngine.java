package dev.caravan.door;

import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.component.platform.http.spi.PlatformHttpConsumer;
import org.apache.camel.component.platform.http.spi.PlatformHttpEngine;
import org.apache.camel.support.service.ServiceSupport;

/**
 * Makes {@code platform-http} endpoints consume from the {@link DoorServer}.
 *
 * <p>Camel's own engine blocks a worker thread for each request until its route ends, which is until the journal's
 * commit. This one runs the route on the connection's event loop and lets it wait without a thread.
 */
final class DoorEngine extends ServiceSupport implements PlatformHttpEngine {
    private final DoorServer server;
    private final Entrance entrance;

    DoorEngine(DoorServer server, Entrance entrance) {
        this.server = server;
        this.entrance = entrance;
    }

    @Override
    public PlatformHttpConsumer createConsumer(PlatformHttpEndpoint endpoint, Processor processor) {
        return new DoorConsumer(endpoint, processor, server, entrance);
    }

    @Override
    public int getServerPort() {
        return server.port();
    }
}
