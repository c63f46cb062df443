package dev.caravan.door;

import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;

/**
 * Answers 202 with what the variables {@code id}, {@code source} and {@code status} say; or what the source itself gave as the variable
 * {@code answer}: an object with {@code status}, an HTTP status, and {@code body}, any JSON. Handshakes demand that.
 */
final class DoorAnswer implements Processor {
    private static final Integer ACCEPTED = 202;

    @Override
    public void process(Exchange exchange) {
        Message answer = exchange.getMessage();
        answer.removeHeaders("*");
        answer.setHeader(Exchange.CONTENT_TYPE, Json.TYPE);
        if (exchange.getVariable("answer") instanceof Map<?, ?> own) {
            answer.setHeader(Exchange.HTTP_RESPONSE_CODE, own.get("status"));
            answer.setBody(Json.text(own.get("body")));
            return;
        }
        answer.setHeader(Exchange.HTTP_RESPONSE_CODE, ACCEPTED);
        answer.setBody(Json.accepted(
                exchange.getVariable("id", String.class),
                exchange.getVariable("source", String.class),
                exchange.getVariable("status", String.class)));
    }
}
