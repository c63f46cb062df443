package dev.caravan.management;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The paths of the API on the management router, and problems for everything else there. */
final class Api {
    /** How long an answer waits for the journal. */
    static final long JOURNAL_SECONDS = 10;

    private final Router router;
    private final Answers answers;
    private final long maxBody;
    private final Map<String, List<String>> allowed = new LinkedHashMap<>();

    Api(Router router, Answers answers, long maxBody) {
        this.router = router;
        this.answers = answers;
        this.maxBody = maxBody;
    }

    Api get(String path, Resource resource) {
        return add(router.route(HttpMethod.GET, path), path, HttpMethod.GET, resource);
    }

    Api delete(String path, Resource resource) {
        return add(router.route(HttpMethod.DELETE, path), path, HttpMethod.DELETE, resource);
    }

    Api post(String path, Resource resource) {
        BodyHandler bodies = BodyHandler.create(false).setBodyLimit(maxBody);
        Route route = router.route(HttpMethod.POST, path).handler(request -> {
            // it would take a form apart, which is what curl says of any body by itself
            request.request().headers().remove(HttpHeaderNames.CONTENT_TYPE);
            bodies.handle(request);
        });
        return add(route, path, HttpMethod.POST, resource);
    }

    /** What Camel itself serves there already. */
    Api known(String path) {
        allowed.computeIfAbsent(path, key -> new ArrayList<>()).add(HttpMethod.GET.name());
        return this;
    }

    private Api add(Route route, String path, HttpMethod method, Resource resource) {
        allowed.computeIfAbsent(path, key -> new ArrayList<>()).add(method.name());
        route.blockingHandler(request -> answer(request, resource), false);
        return this;
    }

    private void answer(RoutingContext request, Resource resource) {
        try {
            query(request);
            answers.send(request, resource.answer(request));
        } catch (Exception e) {
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            answers.fail(request, e);
        }
    }

    /** It is decoded when it is first asked for. */
    private static void query(RoutingContext request) {
        try {
            request.request().params();
        } catch (IllegalArgumentException e) {
            throw ApiProblems.BAD_QUERY.exception();
        }
    }

    /** Answers what is left: methods that a path has not, paths that are not, and failures. */
    void close() {
        allowed.forEach((path, methods) -> router.route(path).handler(request -> notAllowed(request, methods)));
        router.route().last().handler(request -> answers.refuse(request, ApiProblems.NOT_FOUND));
        router.route().failureHandler(this::failed);
    }

    private void notAllowed(RoutingContext request, List<String> methods) {
        boolean allows = methods.contains(request.request().method().name());
        answers.refuse(
                request,
                allows ? ApiProblems.NOT_ACCEPTABLE : ApiProblems.methodNotAllowed(String.join(", ", methods)));
    }

    private void failed(RoutingContext request) {
        if (request.statusCode() == 413) {
            answers.refuse(request, ApiProblems.tooLarge(maxBody));
        } else {
            Throwable failure = request.failure();
            answers.fail(
                    request, failure == null ? new IllegalStateException("status " + request.statusCode()) : failure);
        }
    }
}
