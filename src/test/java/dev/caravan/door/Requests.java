package dev.caravan.door;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;

/** Requests as the socket hands them to the route, for tests of the whole gateway that go past the socket. */
public final class Requests {
    private Requests() {}

    /** The body of the exchange that the route gets. */
    public static Object of(String path, MultiMap fields, byte[] body) {
        return new Inbound("fuzz", path, fields, Buffer.buffer(body));
    }
}
