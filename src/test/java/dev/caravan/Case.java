package dev.caravan;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * One way a provider behaves to the first event, and what must come of it; after its first answer it is content.
 *
 * @param first the first answer; it may be the only one
 * @param end what becomes of the event
 * @param pause how long nothing may be sent after the first request
 */
record Case(String name, ResponseDefinitionBuilder first, End end, Duration pause) {
    /** Longer than the 4096 characters that are kept. */
    static final String ANSWER = "no ".repeat(3000);

    static final String REFUSED = "refused";

    /** Those that only a time-out ends. */
    static final List<String> SLOW = List.of("silent", "dripping");

    /** Those that are played behind a proxy, where a type knows one. */
    static final List<String> PROXIED = List.of("answer-204", "answer-422", "answer-502");

    private static final int HUGE = 10 << 20;

    /** What becomes of an event. */
    enum End {
        DELIVERED_AT_ONCE,
        DELIVERED_AGAIN,
        DEAD_AT_ONCE,
        GIVEN_UP
    }

    static List<Case> all() {
        List<Case> cases = new ArrayList<>();
        for (int status : new int[] {200, 204}) {
            cases.add(of("answer-" + status, aResponse().withStatus(status), End.DELIVERED_AT_ONCE));
        }
        for (int status : new int[] {500, 502, 503, 504, 408, 425, 429, 401, 403, 404, 410}) {
            cases.add(of("answer-" + status, answer(status), End.DELIVERED_AGAIN));
        }
        for (int status : new int[] {400, 405, 422, 501, 301, 302, 303, 307, 308}) {
            cases.add(of("answer-" + status, answer(status).withHeader("Location", "/followed"), End.DEAD_AT_ONCE));
        }
        cases.addAll(waits());
        cases.addAll(faults());
        return cases;
    }

    private static List<Case> waits() {
        return List.of(
                wait("seconds", 429, "1", Duration.ofSeconds(1)),
                wait("seconds", 503, "1", Duration.ofSeconds(1)),
                wait("float", 429, "0.9", Duration.ofMillis(900)),
                wait(
                        "date",
                        503,
                        "{{now offset='2 seconds' timezone='GMT' format='EEE, dd MMM yyyy HH:mm:ss zzz'}}",
                        Duration.ofSeconds(1)),
                wait("zero", 503, "0", Duration.ZERO), // OkHttp takes a 0 as leave to repeat at once
                wait("garbage", 429, "soon", Duration.ZERO),
                wait("negative", 503, "-7", Duration.ZERO));
    }

    private static List<Case> faults() {
        return List.of(
                of("reset", aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER), End.DELIVERED_AGAIN),
                of("nonsense", aResponse().withFault(Fault.RANDOM_DATA_THEN_CLOSE), End.DELIVERED_AGAIN),
                of("silent", aResponse().withFixedDelay(16_000), End.DELIVERED_AGAIN),
                of(
                        "dripping",
                        aResponse().withStatus(200).withBody("x".repeat(40)).withChunkedDribbleDelay(40, 16_000),
                        End.DELIVERED_AGAIN),
                of("huge", aResponse().withStatus(400).withBody(new byte[HUGE]), End.DEAD_AT_ONCE),
                of(REFUSED, aResponse(), End.GIVEN_UP));
    }

    private static ResponseDefinitionBuilder answer(int status) {
        return aResponse().withStatus(status).withBody(ANSWER);
    }

    private static Case of(String name, ResponseDefinitionBuilder first, End end) {
        return new Case(name, first, end, Duration.ZERO);
    }

    private static Case wait(String name, int status, String retryAfter, Duration pause) {
        return new Case(
                "wait-" + name + "-" + status,
                answer(status).withHeader("Retry-After", retryAfter).withTransformers("response-template"),
                End.DELIVERED_AGAIN,
                pause);
    }

    @Override
    public String toString() {
        return name;
    }
}
