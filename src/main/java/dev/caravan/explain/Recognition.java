package dev.caravan.explain;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.caravan.door.DoorJson;
import dev.caravan.door.ProblemException;
import dev.caravan.door.Problematic;
import dev.caravan.door.Problems;
import dev.caravan.door.Ulid;
import dev.caravan.event.Stamp;
import dev.caravan.explain.Explanation.Detection;
import dev.caravan.explain.Explanation.Nearest;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.util.ObjectHelper;
import org.jspecify.annotations.Nullable;

/** The inbound half of a dry run: the door's reading of JSON, detection, the source's mapping, the stamp. */
final class Recognition {
    private final DryContext dry;
    private final ProducerTemplate template;
    private final FormatTable table;
    private final ObjectMapper json;
    private final Stamp stamp;

    /** {@code maxBody} is the longest payload that the door takes, in bytes. */
    Recognition(DryContext dry, Clock clock, long maxBody) {
        this.dry = dry;
        this.template = dry.camel().createProducerTemplate();
        this.table = FormatTable.of(dry.camel());
        this.json = DoorJson.mapper(maxBody);
        this.stamp = new Stamp(new Ulid(clock), clock, "caravan-0");
    }

    /**
     * Recognises a payload.
     *
     * @param named the source that the path names, or null
     * @throws ProblemException when the door would refuse it
     */
    Recognised of(String payload, Map<String, String> request, @Nullable String named) {
        Object body = parse(payload);
        List<Detection> detection = table.detect(body, request);
        Exchange exchange = exchange(payload, body, request);
        if (named != null) {
            exchange.setVariable("named", named);
            exchange.setVariable("source", named);
        }
        template.send("direct:detect", exchange);
        dry.recording().take(); // a source that sends something would be a strange one
        return recognised(exchange, body, named, detection);
    }

    private @Nullable Object parse(String payload) {
        try {
            return json.readValue(payload, Object.class);
        } catch (JsonProcessingException e) {
            throw new ProblemException(new Problems(Map.of()).of(e));
        }
    }

    private Exchange exchange(String payload, @Nullable Object body, Map<String, String> request) {
        Exchange exchange = new DefaultExchange(dry.camel());
        exchange.setVariable("requestId", "explain");
        exchange.setVariable("request", request);
        exchange.setVariable("payload", payload);
        exchange.getMessage().setBody(body);
        return exchange;
    }

    private Recognised recognised(
            Exchange exchange, @Nullable Object payload, @Nullable String named, List<Detection> detection) {
        Optional<Detection> found =
                detection.stream().filter(Detection::matched).findFirst();
        String source = exchange.getVariable("source", String.class);
        Exception failure = exchange.getException();
        Problematic refused = ObjectHelper.getException(ProblemException.class, failure);
        if (refused != null) {
            throw new ProblemException(refused.problem());
        }
        if (failure != null) {
            String why = "the mapping of " + source + " fails, " + Reason.of(failure);
            return new Recognised(source, "failed", why, null, List.of(), detection, List.of());
        }
        if (exchange.getVariable("status") != null) {
            List<Nearest> nearest =
                    found.isPresent() && named == null ? List.of() : Nearness.of(table.formats(), payload, named);
            return new Recognised(named, "parked", unrecognised(found, named), null, List.of(), detection, nearest);
        }
        Object mapped = exchange.getMessage().getBody();
        stamp.process(exchange);
        String status = exchange.getVariable("status", String.class);
        return new Recognised(source, status, why(found, status), mapped, events(exchange), detection, List.of());
    }

    private static String unrecognised(Optional<Detection> found, @Nullable String named) {
        return found.map(other -> named == null || named.equals(other.format())
                        ? "the payload is one of " + other.format()
                                + ", but no format's predicate holds for what it carries"
                        : "the payload is one of " + other.format() + ", but " + named + " was named")
                .orElse("no format's predicate holds");
    }

    private static String why(Optional<Detection> found, String status) {
        String why = found.map(detection -> "the payload satisfies " + detection.predicate())
                .orElse("no format's predicate holds");
        return status.equals("ignored") ? why + "; there is nothing to tell of it" : why;
    }

    @SuppressWarnings("unchecked") // the stamp leaves a list of events
    private static List<Map<String, Object>> events(Exchange exchange) {
        return exchange.getMessage().getBody() instanceof List<?> events
                        && "accepted".equals(exchange.getVariable("status"))
                ? (List<Map<String, Object>>) events
                : List.of();
    }
}
