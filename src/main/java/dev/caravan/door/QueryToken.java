package dev.caravan.door;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The query parameter {@code access_token}, in which a sender of CloudEvents may put what others send as a bearer token. */
final class QueryToken {
    private static final String NAME = "access_token";

    private QueryToken() {}

    /** Puts it where every scheme looks for a bearer token, unless the request has one already. */
    static void move(HttpServerRequest request) {
        String query = request.query();
        if (query == null || request.headers().contains(HttpHeaderNames.AUTHORIZATION)) {
            return;
        }
        String token = of(query);
        if (token != null) {
            request.headers().set(HttpHeaderNames.AUTHORIZATION, "Bearer " + token);
        }
    }

    private static @Nullable String of(String query) {
        try {
            List<String> given =
                    new QueryStringDecoder(query, false).parameters().get(NAME);
            // of two that differ nobody could say which was meant
            return given == null || given.size() != 1 || given.get(0).chars().anyMatch(Character::isISOControl)
                    ? null
                    : given.get(0);
        } catch (IllegalArgumentException malformed) {
            return null;
        }
    }
}
