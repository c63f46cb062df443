package dev.caravan.door;

import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;

/** Answers 202 with what the variables {@code id}, {@code source} and {@code status} say. */
final class DoorAnswer implements Processor {
    private static final Integer ACCEPTED = 202;

    @Override
    public void process(Exchange exchange) {
        Message answer = exchange.getMessage();
        answer.removeHeaders("*");
        answer.setHeader(Exchange.HTTP_RESPONSE_CODE, ACCEPTED);
        answer.setHeader(Exchange.CONTENT_TYPE, Json.TYPE);
        answer.setBody(Json.accepted(
                exchange.getVariable("id", String.class),
                exchange.getVariable("source", String.class),
                exchange.getVariable("status", String.class)));
    }
}
