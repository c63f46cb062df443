package dev.caravan.door;

import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;

/** Answers a failure with the refusal it means, and tells the log and the counter. */
final class DoorProblem implements Processor {
    private final Refusals refusals;
    private final Gate gate;

    DoorProblem(Refusals refusals, Gate gate) {
        this.refusals = refusals;
        this.gate = gate;
    }

    @Override
    public void process(Exchange exchange) {
        Throwable failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        String requestId = String.valueOf(exchange.getVariable("requestId"));
        String source = exchange.getVariable("source", String.class);
        Problem problem = refusals.note(requestId, gate.knows(source) ? source : null, failure);
        write(exchange.getMessage(), problem, requestId);
    }

    private static void write(Message answer, Problem problem, String requestId) {
        answer.removeHeaders("*");
        answer.setHeader(Exchange.HTTP_RESPONSE_CODE, problem.status());
        answer.setHeader(Exchange.CONTENT_TYPE, Json.PROBLEM_TYPE);
        problem.headers().forEach(answer::setHeader);
        answer.setBody(Json.problem(problem, requestId));
    }
}
