package dev.caravan.explain;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What would become of a payload. Holds no secret.
 *
 * @param source the format; null when none recognises the payload and none was named
 * @param status {@code accepted}, {@code ignored}, {@code parked}, {@code rejected} where the operator wants that instead of
 *     parking, {@code failed} when the source's mapping fails
 * @param why a sentence without a full stop
 * @param events as the journal would get them; their ids are not kept
 * @param deliveries one for each event, provider and alert
 * @param detection each format's predicate, in the order of the table
 * @param nearest for a payload that no format recognises, those that come close, the closest first, and the one that was named; else null
 */
public record Explanation(
        @Nullable String source,
        String status,
        String why,
        List<Map<String, Object>> events,
        List<Delivery> deliveries,
        List<Detection> detection,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<Nearest> nearest) {
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    /**
     * Whether a provider hears of an event by an alert.
     *
     * @param event which of the events, from 0
     * @param alert the alert's name; empty when none is configured
     * @param matched whether it is this alert by which the provider is told: of several that match only the first tells
     * @param requests what would be sent; none when not matched, or when the message cannot be rendered
     */
    public record Delivery(
            int event, String provider, String alert, boolean matched, String why, List<Request> requests) {}

    /**
     * A request as it would be sent.
     *
     * @param url scheme and host only where the address is a secret
     * @param body parsed where it is JSON or a form, else text
     */
    public record Request(String method, String url, Map<String, String> headers, Object body) {}

    /** Whether a format's predicate holds. */
    public record Detection(String format, boolean matched, String predicate) {}

    /**
     * A format that the payload is not of, and what speaks against it.
     *
     * @param share how much of what the predicate asks for is there, from 0 to 1; what has a similar name counts half
     * @param missing the members that the payload lacks; "or" stands between those of which one would do
     * @param unmet the conditions that do not hold though all their members are there
     * @param similar by what is missing, the member of a similar name that is there
     */
    public record Nearest(
            String format,
            double share,
            List<String> missing,
            List<String> unmet,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, String> similar) {}

    /** As JSON on one line, in the shape of {@code POST /api/explain}. */
    public String toJson() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an explanation is always JSON", e);
        }
    }
}
