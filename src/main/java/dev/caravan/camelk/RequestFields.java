package dev.caravan.camelk;

import dev.caravan.door.RequestHeaders;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Keeps the header fields that a source may look at, as the door does, and nothing else of a request's head. */
public final class RequestFields implements Processor {
    @Override
    public void process(Exchange exchange) {
        Map<String, Object> headers = exchange.getMessage().getHeaders();
        exchange.setVariable(
                "request",
                RequestHeaders.of(headers.entrySet().stream()
                        .map(header -> Map.entry(header.getKey(), String.valueOf(header.getValue())))
                        .toList()));
        exchange.getMessage().removeHeaders("*");
    }
}
