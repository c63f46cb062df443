package dev.caravan.door;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;

/**
 * A request as it came in, before anything is believed.
 *
 * @param id id of the request
 * @param path raw path, neither decoded nor normalised
 * @param headers header fields, names without case
 * @param body raw bytes
 */
record Inbound(String id, String path, MultiMap headers, Buffer body) {
    /** Headers and body may hold secrets. */
    @Override
    public String toString() {
        return "Inbound[" + id + "]";
    }
}
