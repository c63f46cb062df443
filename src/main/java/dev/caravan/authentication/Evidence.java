package dev.caravan.authentication;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * What a request brings to prove its sender.
 *
 * @param headers header fields, names without case
 * @param body the bytes as they came, a form's included
 * @param pathToken last segment of {@code /webhook/{source}/{token}}, of use to {@code token} alone
 */
public record Evidence(
        MultiMap headers, Buffer body, @Nullable String pathToken) {
    @Nullable
    String header(String name) {
        return headers.get(name);
    }

    /** All of it may be secret. */
    @Override
    public String toString() {
        return "Evidence";
    }
}
