package dev.caravan.camelk;

import dev.caravan.authentication.TokenAuthenticator;
import dev.caravan.door.RequestHeaders;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Keeps the header fields that a source may look at, as the door does, and nothing else of a request's head. Sets {@code admitted}: whether it
 * brought the token, compared in constant time.
 */
public final class Admission implements Processor {
    private final TokenAuthenticator token;

    /** The token must not be blank. */
    public Admission(String token) {
        this.token = new TokenAuthenticator(List.of(token));
    }

    @Override
    public void process(Exchange exchange) {
        Map<String, Object> headers = exchange.getMessage().getHeaders();
        exchange.setVariable("admitted", token.admits(exchange.getMessage().getHeader("Authorization", String.class)));
        exchange.setVariable(
                "request",
                RequestHeaders.of(headers.entrySet().stream()
                        .map(header -> Map.entry(header.getKey(), String.valueOf(header.getValue())))
                        .toList()));
        exchange.getMessage().removeHeaders("*");
    }
}
