package dev.caravan.management;

import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/** Reads the parameters of a list; every list is bounded. */
record Query(int limit, @Nullable String provider, @Nullable String reason) {
    private static final int DEFAULT = 100;
    private static final int MOST = 1000;

    static Query of(RoutingContext request) {
        return new Query(
                limit(request.request().getParam("limit")), given(request, "provider"), given(request, "reason"));
    }

    private static @Nullable String given(RoutingContext request, String name) {
        String value = request.request().getParam(name);
        return value == null || value.isEmpty() ? null : value;
    }

    private static int limit(@Nullable String text) {
        if (text == null) {
            return DEFAULT;
        }
        if (!text.matches("[0-9]{1,4}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > MOST) {
            throw ApiProblems.badParameter("limit", "a number from 1 to " + MOST)
                    .exception();
        }
        return Integer.parseInt(text);
    }
}
