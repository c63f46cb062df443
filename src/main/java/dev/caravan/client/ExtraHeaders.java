package dev.caravan.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Puts a provider's {@code headers} over those of its Kamelet, the last word before the request; a bean of the template. */
public final class ExtraHeaders implements Processor {
    private Map<String, String> headers = Map.of();

    /** The headers as Caravan hands them to a Kamelet, one line of JSON; empty for none. */
    public void setJson(String json) throws JsonProcessingException {
        headers = json.isEmpty()
                ? Map.of()
                : JsonMapper.builder().build().readValue(json, new TypeReference<Map<String, String>>() {});
    }

    @Override
    public void process(Exchange exchange) {
        exchange.getMessage().getHeaders().putAll(headers);
    }
}
