package dev.caravan.management;

import dev.caravan.authentication.TokenAuthenticator;
import dev.caravan.provider.Secret;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.AuthenticationHandler;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Stands before everything on this listener. With {@code management.token} set, every path but {@code /observe/health} and
 * those below it demands it: probes have no token, and health tells nothing but up or down. No web page may change anything,
 * whatever credentials its browser holds.
 */
final class Guard implements AuthenticationHandler {
    private static final String HEALTH = "/observe/health";
    private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    private final Optional<TokenAuthenticator> authenticator;
    private final Answers answers;

    Guard(Optional<Secret> token, Answers answers) {
        this.authenticator = token.map(secret -> new TokenAuthenticator(List.of(secret.text())));
        this.answers = answers;
    }

    @Override
    public void handle(RoutingContext request) {
        if (!isOpen(request.request().path()) && !isAdmitted(request)) {
            answers.refuse(request, ApiProblems.UNAUTHORISED);
        } else if (isFromWebPage(request)) {
            answers.refuse(request, ApiProblems.CROSS_ORIGIN);
        } else {
            request.next();
        }
    }

    private static boolean isOpen(String path) {
        return path.equals(HEALTH) || path.equals(HEALTH + "/live") || path.equals(HEALTH + "/ready");
    }

    private boolean isAdmitted(RoutingContext request) {
        String given = request.request().getHeader(HttpHeaderNames.AUTHORIZATION);
        return authenticator.map(token -> token.admits(given)).orElse(true);
    }

    /** Browsers name the page's origin with every request that could change something. */
    private static boolean isFromWebPage(RoutingContext request) {
        return !READING.contains(request.request().method())
                && request.request().headers().contains(HttpHeaderNames.ORIGIN);
    }
}
