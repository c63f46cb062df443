package dev.caravan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.journal.DeadLetter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** First answers that are no proper HTTP, or claim of their body what it is not: each costs one attempt at most, and no lane stands still. */
final class BrokenAnswersTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String END = "\r\n\r\n";

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "generic, 502, 'Content-Encoding: gzip', 2",
        "generic, 502, 'Content-Encoding: deflate', 2",
        "generic, 502, 'Content-Type: text/html; charset=klingon', 2",
        "generic, 200, 'Content-Encoding: gzip', 1",
        "generic, 200, 'Content-Encoding: br', 1",
        "generic, 200, 'Content-Type: application/json; charset=''utf-8''', 1",
        "generic, 200, 'Content-Type: ;;;', 1",
        "discord, 200, 'Content-Encoding: gzip', 1",
        "slack, 502, 'Content-Encoding: gzip', 2"
    })
    void whatABodyClaimsToBeChangesNothing(String type, int status, String claim, int requests) throws Exception {
        String head = "HTTP/1.1 " + status + " Said\r\n" + claim + "\r\nContent-Length: 2" + END;
        assertThat(tell(type, new Unending(head + "ok", ""))).isEqualTo(new Told(requests, List.of()));
    }

    @ParameterizedTest
    @CsvSource({"generic, 400, 'Content-Type: text/plain; charset=klingon'", "generic, 400, 'Content-Encoding: gzip'"})
    void aRefusalIsOne(String type, int status, String claim) throws Exception {
        String head = "HTTP/1.1 " + status + " Said\r\n" + claim + "\r\nContent-Length: 2" + END;
        Told told = tell(type, new Unending(head + "no", ""));
        assertThat(told.requests()).isEqualTo(1);
        assertThat(told.dead()).containsExactly("client-error");
    }

    @ParameterizedTest
    @CsvSource({
        "generic, HTTP/1.1 000 Nothing",
        "generic, HTTP/1.1 042 Nothing",
        "generic, HTTP/1.1 -1 Nothing",
        "generic, HTTP/1.1 OK",
        "generic, nothing",
        "slack, HTTP/1.1 000 Nothing"
    })
    void aStatusThatIsNoneIsABrokenConnection(String type, String line) throws Exception {
        try (RawServer server = new RawServer(new Unending(line + "\r\nContent-Length: 2" + END + "ok", ""));
                RunningGateway gateway = RunningGateway.start(
                        folder, Map.of("provider.team.type", type, "provider.team.address", server.address()))) {
            gateway.append(Samples.event("acr-push"));
            gateway.awaitIdle(PATIENCE);
            assertThat(gateway.management("/observe/metrics"))
                    .contains("outcome=\"retry\",provider=\"team\",reason=\"connection\"} 1");
            assertThat(server.requests()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"204 No Content" + END + "more", "200 OK\r\nContent-Length: 2" + END + "ok and more"})
    void whatFollowsAnAnswerIsNotTakenForTheNext(String answer) throws Exception {
        try (RawServer server = new RawServer(new Unending("HTTP/1.1 " + answer, ""))) {
            Map<String, String> properties =
                    Map.of("provider.team.type", "generic", "provider.team.address", server.address());
            try (RunningGateway gateway = RunningGateway.start(folder, properties)) {
                gateway.append(Samples.event("acr-push"));
                gateway.append(Samples.event("acr-push"));
                gateway.awaitIdle(PATIENCE);
                assertThat(gateway.attempts("retry")).isZero();
                assertThat(server.requests()).isEqualTo(2);
            }
        }
    }

    /** More than the heap of the shipped launcher, and than that of these tests. */
    @ParameterizedTest
    @CsvSource({
        "generic, X-More: 1\\r\\n",
        "generic, xxxxxxxxxxxxxxxx",
        "discord, X-More: 1\\r\\n",
        "slack, X-More: 1\\r\\n"
    })
    void aHeadThatDoesNotEndIsCut(String type, String more) throws Exception {
        Unending head = new Unending("HTTP/1.1 200 OK\r\nX: ", more.replace("\\r\\n", "\r\n"));
        Told told = tell(type, head);
        assertThat(told.dead()).isEmpty();
        assertThat(told.requests()).isGreaterThanOrEqualTo(2);
        assertThat(head.sent()).isLessThan(8 << 20); // what lies in the buffers of two sockets
    }

    private Told tell(String type, Unending first) throws Exception {
        try (RawServer server = new RawServer(first)) {
            Map<String, String> properties = Map.of(
                    "provider.team.type",
                    type,
                    "provider.team.timeout",
                    "10s",
                    "provider.team.address",
                    server.address());
            try (RunningGateway gateway = RunningGateway.start(folder, properties)) {
                gateway.append(Samples.event("acr-push"));
                gateway.awaitIdle(PATIENCE);
                return new Told(
                        server.requests(),
                        gateway.deadLetters("team").stream()
                                .map(DeadLetter::reason)
                                .toList());
            }
        }
    }

    private record Told(int requests, List<String> dead) {}
}
