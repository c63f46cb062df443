package dev.caravan.event;

import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.jspecify.annotations.Nullable;

/**
 * Refuses what a mapping made of a payload when none of it says what happened to what: a format that lacks what it always has is not
 * told as half a sentence but parked. Body in and out is an event, a list of them or nothing.
 */
public final class Sound implements Processor {
    @Override
    public void process(Exchange exchange) {
        List<Map<String, Object>> events = Stamp.events(exchange.getMessage().getBody());
        boolean decided = exchange.getVariable("status") != null;
        if (!decided && !events.isEmpty() && events.stream().noneMatch(Sound::isSound)) {
            throw new UnsoundException();
        }
    }

    private static boolean isSound(Map<String, Object> event) {
        return isThere(event.get("message"))
                && event.get("involvedObject") instanceof Map<?, ?> object
                && isThere(object.get("name"));
    }

    private static boolean isThere(@Nullable Object value) {
        return value != null && !String.valueOf(value).isBlank();
    }
}
