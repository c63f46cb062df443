package dev.caravan.journal;

import static dev.caravan.journal.Events.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.caravan.StandingClock;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JournalComponentTest {
    private final DefaultCamelContext context = new DefaultCamelContext();
    private final List<String> sent = new CopyOnWriteArrayList<>();
    private @Nullable Journal journal;

    @BeforeEach
    void configure(@TempDir Path folder) {
        String url = "jdbc:sqlite:" + folder.resolve("caravan.db");
        journal = Journal.open(JournalSettings.at(url).withMinFreeDisk(0), Clock.systemUTC());
        context.getRegistry().bind("journal", journal);
        context.getShutdownStrategy().setTimeout(10);
    }

    @AfterEach
    void stop() {
        context.stop();
        journal().close();
    }

    private Journal journal() {
        return Objects.requireNonNull(journal);
    }

    private void start(String from, Processor send) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(noErrorHandler());
                from("direct:record").to("journal:events");
                from("direct:dead").to("journal:dead");
                from(from).routeId("lane").process(send);
            }
        });
        context.start();
    }

    private void note(Exchange exchange) {
        sent.add(exchange.getVariable("id", String.class));
    }

    private Exchange record(Object body, String key) {
        return context.createFluentProducerTemplate()
                .to("direct:record")
                .withProcessor(exchange -> {
                    exchange.getMessage().setBody(body);
                    exchange.setVariable("deliveryKey", key);
                    exchange.setVariable("deliveryWindow", Duration.ofDays(1));
                })
                .send();
    }

    private void record(int count) {
        for (int i = 1; i <= count; i++) {
            Events.append(journal(), "e" + i);
        }
    }

    private List<String> ids(int count) {
        List<String> ids = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            ids.add("e" + i);
        }
        return ids;
    }

    @Test
    void whatIsRecordedReachesTheLaneWithItsVariables() throws Exception {
        List<Exchange> got = new CopyOnWriteArrayList<>();
        start("journal:events?lane=team", exchange -> got.add(exchange.copy()));
        Exchange recorded = record(event("e1"), "acr:1");
        assertThat(recorded.getException()).isNull();
        assertThat(recorded.getVariable("status")).isNull();
        assertThat(recorded.getMessage().getBody()).isEqualTo(event("e1"));
        await().until(() -> got.size() == 1);
        assertThat(got.get(0).getMessage().getBody()).isEqualTo(event("e1"));
        assertThat(got.get(0).getVariable("provider")).isEqualTo("team");
        assertThat(got.get(0).getVariable("id")).isEqualTo("e1");
        assertThat(got.get(0).getVariable("source")).isEqualTo("acr");
        assertThat(got.get(0).getVariable("acceptedAt")).isInstanceOf(java.time.Instant.class);
        assertThat(got.get(0).getMessage().getHeaders()).isEmpty();
        await().until(() -> journal().lag("team").events() == 0);
    }

    @Test
    void aDuplicateSaysSoAndNamesTheOriginal() throws Exception {
        start("journal:events?lane=team", this::note);
        record(List.of(event("e1"), event("e2")), "acr:1");
        Exchange second = record(event("e3"), "acr:1");
        assertThat(second.getVariable("status")).isEqualTo("duplicate");
        assertThat(second.getVariable("id")).isEqualTo("e1");
        await().until(() -> sent.size() == 2);
        assertThat(sent).containsExactly("e1", "e2");
    }

    @Test
    void aBodyThatIsNoEventIsAnError() throws Exception {
        start("journal:events?lane=team", this::note);
        assertThat(record("text", "k").getException()).isInstanceOf(JournalException.class);
        assertThat(record(List.of("text"), "k").getException()).isInstanceOf(JournalException.class);
        assertThat(record(List.of(), "k").getException()).isInstanceOf(JournalException.class);
    }

    @Test
    void anAppendThatFailsIsTheExchangesException() throws Exception {
        start("journal:events?lane=team", this::note);
        journal().close();
        assertThat(record(event("e1"), "k").getException()).isInstanceOf(JournalUnavailableException.class);
    }

    @Test
    void aDeadLetterIsKeptAndItsIdKnown() throws Exception {
        start("journal:events?lane=team", this::note);
        DeadLetter letter = Events.deadLetter("d1", "e1", "team", new StandingClock());
        Exchange exchange = context.createFluentProducerTemplate()
                .to("direct:dead")
                .withBody(letter)
                .send();
        assertThat(exchange.getVariable("id")).isEqualTo("d1");
        assertThat(journal().deadLetter("d1")).contains(letter);
    }

    @Test
    void aFailedEventIsTriedAgainBeforeTheNext() throws Exception {
        AtomicInteger attempts = new AtomicInteger();
        start("journal:events?lane=team", exchange -> {
            note(exchange);
            if (attempts.incrementAndGet() == 1) {
                throw new RejectedExecutionException("Redelivery not allowed while stopping");
            }
        });
        record(3);
        await().until(() -> sent.size() == 4);
        assertThat(sent).containsExactly("e1", "e1", "e2", "e3");
    }

    @Test
    void oneAtATimeKeepsTheOrder() throws Exception {
        start("journal:events?lane=team", this::note);
        record(200);
        await().until(() -> sent.size() == 200);
        assertThat(sent).containsExactlyElementsOf(ids(200));
    }

    @Test
    void manyAtATimeAreSentByManyThreads() throws Exception {
        CountDownLatch together = new CountDownLatch(4);
        start("journal:events?lane=team&concurrency=4", exchange -> {
            together.countDown();
            assertThat(together.await(10, TimeUnit.SECONDS)).isTrue();
            note(exchange);
        });
        record(40);
        await().until(() -> sent.size() == 40);
        assertThat(sent).containsExactlyInAnyOrderElementsOf(ids(40));
    }

    @Test
    void aPausedLaneTakesNothingUntilItIsWoken() throws Exception {
        List<Runnable> wakes = new CopyOnWriteArrayList<>();
        Duration[] pause = {Duration.ofHours(1)};
        context.getRegistry().bind("gate", new LaneGate() {
            @Override
            public Duration pause(String lane) {
                return pause[0];
            }

            @Override
            public void onChange(String lane, Runnable wake) {
                wakes.add(wake);
            }
        });
        start("journal:events?lane=team", this::note);
        record(1);
        await().during(Duration.ofMillis(300)).until(sent::isEmpty);
        pause[0] = Duration.ZERO;
        wakes.forEach(Runnable::run);
        await().until(() -> sent.size() == 1);
    }

    @Test
    void aStopLetsWhatIsInFlightEndAndKeepsTheRest() throws Exception {
        Semaphore free = new Semaphore(0);
        CountDownLatch first = new CountDownLatch(1);
        start("journal:events?lane=team", exchange -> {
            first.countDown();
            free.acquire();
            note(exchange);
        });
        record(3);
        first.await();
        Thread stop = new Thread(context::stop);
        stop.start();
        await().until(() -> context.getRoute("lane").getConsumer() instanceof LaneConsumer lane && lane.isSuspended());
        free.release(3);
        stop.join();
        assertThat(sent).containsExactly("e1");
        assertThat(journal().lag("team").events()).isEqualTo(2);
    }

    @Test
    void aStopDuringAFailureDoesNotAdvance() throws Exception {
        start("journal:events?lane=team", exchange -> {
            note(exchange);
            throw new RejectedExecutionException();
        });
        record(1);
        await().until(() -> sent.size() == 1);
        context.stop();
        assertThat(journal().lag("team").events()).isEqualTo(1);
    }

    @Test
    void aLaneThatIsSuspendedGoesOnWhereItStopped() throws Exception {
        start("journal:events?lane=team", this::note);
        record(2);
        await().until(() -> sent.size() == 2);
        context.getRouteController().suspendRoute("lane");
        record(3);
        await().during(Duration.ofMillis(200)).until(() -> sent.size() == 2);
        context.getRouteController().resumeRoute("lane");
        await().until(() -> sent.size() == 5);
    }

    @Test
    void anUnknownOptionOrTopicFailsTheStart() {
        for (String uri : List.of(
                "journal:events?lane=team&concurency=2",
                "journal:event?lane=team",
                "journal:events",
                "journal:events?lane=team&concurrency=0",
                "journal:dead?lane=team")) {
            assertThatThrownBy(() -> start(uri, this::note)).as(uri).isInstanceOf(Exception.class);
        }
    }
}
