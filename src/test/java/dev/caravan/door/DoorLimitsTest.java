package dev.caravan.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.caravan.door.Wire.Answer;
import java.net.BindException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.apache.camel.AsyncCallback;
import org.apache.camel.AsyncProcessor;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.platform.http.main.ManagementHttpServer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.support.AsyncProcessorSupport;
import org.junit.jupiter.api.Test;

final class DoorLimitsTest {
    private static final Limits SHORT = new Limits(
            Duration.ofMillis(400),
            Duration.ofMillis(400),
            Duration.ofMillis(600),
            Duration.ofMillis(200),
            40,
            2 * 1024 * 1024);
    private static final String HEAD =
            "POST /webhook HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n";

    @Test
    void endsHeadsThatDripWhileOthersAreServed() throws Exception {
        try (RunningDoor door = new RunningDoor(RunningDoor.settings(), SHORT, RunningDoor.stubs())) {
            List<Wire> slow = new ArrayList<>();
            for (int at = 0; at < 20; at++) {
                Wire wire = new Wire(door.port());
                wire.send("POST /webhook HT");
                slow.add(wire);
            }
            assertThat(Wire.post(door.port(), "/webhook", "{}").status()).isEqualTo(202);
            for (Wire wire : slow) {
                Answer answer = wire.answer();
                assertThat(answer.status()).isEqualTo(408);
                assertThat(answer.code()).isEqualTo("request-timeout");
                assertThat(wire.isEnded()).isTrue();
                wire.close();
            }
            assertThat(door.rejections).hasSize(20).containsOnly("none request-timeout");
        }
    }

    @Test
    void boundsTheHeadOfALaterRequestToo() throws Exception {
        try (RunningDoor door = new RunningDoor(RunningDoor.settings(), SHORT, RunningDoor.stubs());
                Wire wire = new Wire(door.port())) {
            wire.send(HEAD + "{}");
            assertThat(wire.answer().status()).isEqualTo(202);
            wire.send("P");
            assertThat(wire.answer().status()).isEqualTo(408);
        }
    }

    @Test
    void endsABodyThatDoesNotCome() throws Exception {
        try (RunningDoor door = new RunningDoor(RunningDoor.settings(), SHORT, RunningDoor.stubs());
                Wire wire = new Wire(door.port())) {
            wire.send(HEAD + "{");
            assertThat(wire.answer().status()).isEqualTo(408);
            assertThat(wire.isEnded()).isTrue();
        }
    }

    @Test
    void endsSilentConnectionsSilently() throws Exception {
        try (RunningDoor door = new RunningDoor(RunningDoor.settings(), SHORT, RunningDoor.stubs());
                Wire fresh = new Wire(door.port());
                Wire used = new Wire(door.port())) {
            used.send(HEAD + "{}");
            assertThat(used.answer().status()).isEqualTo(202);
            assertThat(fresh.readAll()).isEmpty();
            assertThat(used.readAll()).isEmpty();
            assertThat(door.rejections).isEmpty();
        }
    }

    @Test
    void takesNoMoreConnectionsThanItMay() throws Exception {
        try (RunningDoor door = new RunningDoor(RunningDoor.settings(), SHORT, RunningDoor.stubs())) {
            List<Wire> wires = new ArrayList<>();
            for (int at = 0; at < 60; at++) {
                wires.add(new Wire(door.port()));
            }
            await().until(() -> door.server.connections() <= 40);
            assertThat(wires.get(59).readAll()).isEmpty();
            for (Wire wire : wires) {
                wire.close();
            }
            await().untilAsserted(() -> assertThat(
                            Wire.post(door.port(), "/webhook", "{}").status())
                    .isEqualTo(202));
        }
    }

    @Test
    void leavesFilesToTheJournalAndTheProviders() {
        assertThat(Limits.connections(1024)).isEqualTo(512);
        assertThat(Limits.connections(1_048_576)).isEqualTo(10_000);
    }

    @Test
    void holdsNoMoreBytesThanItMay() throws Exception {
        try (RunningDoor door = new RunningDoor(RunningDoor.settings(), SHORT, RunningDoor.stubs())) {
            List<Wire> wires = new ArrayList<>();
            for (int at = 0; at < 4; at++) {
                Wire wire = new Wire(door.port());
                wire.send(HEAD.replace("Length: 2", "Length: 800000") + " ".repeat(700_000));
                wires.add(wire);
            }
            await().until(() -> door.rejections.contains("none overloaded"));
            for (Wire wire : wires) {
                wire.close();
            }
            await().untilAsserted(() -> assertThat(
                            Wire.post(door.port(), "/webhook", "{}").status())
                    .isEqualTo(202));
        }
    }

    @Test
    void answersAFailureThatNobodyExpectedAsInternal() throws Exception {
        RouteBuilder failing = new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:detect").process(exchange -> {
                    throw new IllegalStateException("canary");
                });
                from("direct:record-stub").stop();
            }
        };
        try (RunningDoor door = new RunningDoor(RunningDoor.settings(), SHORT, failing)) {
            Answer answer = Wire.post(door.port(), "/webhook", "{}");
            assertThat(answer.status()).isEqualTo(500);
            assertThat(answer.code()).isEqualTo("internal");
            assertThat(answer.body()).doesNotContain("canary", "Exception");
        }
    }

    @Test
    void finishesWhatCameInBeforeItCloses() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        CompletableFuture<Void> commit = new CompletableFuture<>();
        RunningDoor door = new RunningDoor(RunningDoor.settings(), Limits.standard(), slow(arrived, commit));
        try (Wire wire = new Wire(door.port());
                Wire late = new Wire(door.port())) {
            wire.send(HEAD + "{}");
            arrived.await();
            door.server.refuse();
            late.send(HEAD);
            Answer refused = late.answer();
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.code()).isEqualTo("shutting-down");
            assertThat(refused.headers()).containsKeys("retry-after", "connection");
            CompletableFuture<Void> stop = CompletableFuture.runAsync(door::close);
            commit.complete(null);
            Answer answer = wire.answer();
            assertThat(answer.status()).isEqualTo(202);
            assertThat(answer.headers()).containsEntry("connection", "close");
            stop.get();
        }
    }

    @Test
    void holdsNoThreadWhileTheJournalCommits() throws Exception {
        CompletableFuture<Void> commit = new CompletableFuture<>();
        try (RunningDoor door =
                new RunningDoor(RunningDoor.settings(), Limits.standard(), slow(new CountDownLatch(1), commit))) {
            List<Wire> waiting = new ArrayList<>();
            for (int at = 0; at < 100; at++) {
                Wire wire = new Wire(door.port());
                wire.send(HEAD + "{}");
                waiting.add(wire);
            }
            await().until(() -> door.recorded.size() == 100);
            commit.complete(null);
            for (Wire wire : waiting) {
                assertThat(wire.answer().status()).isEqualTo(202);
                wire.close();
            }
            await().until(() -> door.context.getInflightRepository().size() == 0);
        }
    }

    @Test
    void saysWhichPropertyNamesATakenPort() throws Exception {
        try (RunningDoor door = new RunningDoor(RunningDoor.settings(), SHORT, RunningDoor.stubs())) {
            DoorSettings taken = new DoorSettings(
                    "127.0.0.1", door.port(), 1024, List.of(), Map.of(), Set.of("acr"), Map.of(), Map.of());
            assertThatThrownBy(() -> new RunningDoor(taken, SHORT, RunningDoor.stubs()))
                    .rootCause()
                    .isInstanceOf(BindException.class);
            assertThatThrownBy(() -> new RunningDoor(taken, SHORT, RunningDoor.stubs()))
                    .hasStackTraceContaining("camel.server.port: cannot listen on 127.0.0.1:" + door.port());
        }
    }

    @Test
    void standsBesideTheManagementListener() throws Exception {
        try (RunningDoor door = new RunningDoor(RunningDoor.settings(), SHORT, RunningDoor.stubs())) {
            ManagementHttpServer management = new ManagementHttpServer();
            management.setCamelContext(door.context);
            management.setHost("127.0.0.1");
            management.setPort(0);
            management.setPath("/");
            management.setHealthPath("/observe/health");
            management.setHealthCheckEnabled(true);
            door.context.addService(management);
            VertxPlatformHttpServer server = door.context.hasService(VertxPlatformHttpServer.class);
            assertThat(Wire.raw(server.getPort(), "GET /observe/health HTTP/1.1\r\nHost: x\r\n\r\n")
                            .body())
                    .contains("\"UP\"");
            assertThat(Wire.raw(server.getPort(), "POST /webhook HTTP/1.1\r\nHost: x\r\n\r\n")
                            .status())
                    .isEqualTo(404);
            assertThat(Wire.raw(door.port(), "GET /observe/health HTTP/1.1\r\nHost: x\r\n\r\n")
                            .status())
                    .isEqualTo(404);
            assertThat(Wire.post(door.port(), "/webhook", "{}").status()).isEqualTo(202);
        }
    }

    /** A journal whose commit comes from another thread. */
    private static RouteBuilder slow(CountDownLatch arrived, CompletableFuture<Void> commit) {
        AsyncProcessor journal = new AsyncProcessorSupport() {
            @Override
            public boolean process(Exchange exchange, AsyncCallback callback) {
                arrived.countDown();
                var unused = commit.thenRunAsync(() -> callback.done(false));
                return false;
            }
        };
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:detect").setVariable("status").constant("accepted");
                from("direct:record-stub").process(journal);
            }
        };
    }
}
