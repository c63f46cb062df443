package dev.caravan.management;

import io.vertx.ext.web.RoutingContext;

/** What one path and method answer; called on a thread that may wait. */
@FunctionalInterface
interface Resource {
    /**
     * Answers, or throws what {@link ApiProblems} knows.
     *
     * @throws dev.caravan.door.ProblemException for a refusal
     */
    Reply answer(RoutingContext request) throws Exception;
}
