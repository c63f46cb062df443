package dev.caravan.management;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.caravan.door.Json;
import dev.caravan.door.Problem;
import dev.caravan.door.Ulid;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes answers and refusals, and one log line per refusal. */
final class Answers {
    private static final Logger LOG = LoggerFactory.getLogger(Answers.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Ulid ulids;

    Answers(Ulid ulids) {
        this.ulids = ulids;
    }

    void send(RoutingContext request, Reply reply) throws JsonProcessingException {
        HttpServerResponse response = head(request, reply.status());
        if (reply.body() == null) {
            response.end();
            return;
        }
        response.putHeader(HttpHeaderNames.CONTENT_TYPE, Json.TYPE).end(JSON.writeValueAsString(reply.body()));
    }

    void fail(RoutingContext request, Throwable failure) {
        Problem problem = ApiProblems.of(failure);
        if (problem.status() != 500) {
            refuse(request, problem);
            return;
        }
        String requestId = ulids.next();
        LOG.error("Management request {} failed: {} ({})", requestId, problem.code(), problem.status(), failure);
        write(request, problem, requestId);
    }

    void refuse(RoutingContext request, Problem problem) {
        String requestId = ulids.next();
        LOG.info("Rejected management request {}: {} ({})", requestId, problem.code(), problem.status());
        write(request, problem, requestId);
    }

    private static void write(RoutingContext request, Problem problem, String requestId) {
        HttpServerResponse response = head(request, problem.status());
        problem.headers().forEach(response::putHeader);
        if (!request.request().isEnded() && !request.request().method().equals(HttpMethod.GET)) {
            response.putHeader(HttpHeaderNames.CONNECTION, "close"); // what is left of the body is not read
        }
        response.putHeader(HttpHeaderNames.CONTENT_TYPE, Json.PROBLEM_TYPE).end(Json.problem(problem, requestId));
    }

    private static HttpServerResponse head(RoutingContext request, int status) {
        return request.response()
                .setStatusCode(status)
                .putHeader(HttpHeaderNames.CACHE_CONTROL, "no-store")
                .putHeader("X-Content-Type-Options", "nosniff");
    }
}
