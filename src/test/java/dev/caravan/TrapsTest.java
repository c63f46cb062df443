package dev.caravan;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import dev.caravan.journal.DeadLetter;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.slack.SlackComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Camel and its components do when nobody thinks of it, and that Caravan has thought of it. */
final class TrapsTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final FakeProviders providers = new FakeProviders();

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    @AfterEach
    void stop() {
        providers.close();
    }

    private Map<String, String> lane(String type, String name) {
        return Variant.onTheWire().stream()
                .filter(variant -> variant.name().equals(type))
                .findFirst()
                .orElseThrow()
                .properties(name, providers.address(name));
    }

    private Map<String, String> lane(String type, String name, String... more) {
        Map<String, String> properties = new TreeMap<>(lane(type, name));
        for (int at = 0; at < more.length; at += 2) {
            properties.put(more[at], more[at + 1]);
        }
        return properties;
    }

    private RunningGateway start(Map<String, String> properties) throws Exception {
        return RunningGateway.start(folder, properties);
    }

    private List<LoggedRequest> awaitRequests(String provider, int count) {
        await().atMost(PATIENCE).until(() -> providers.requests(provider).size() >= count);
        return providers.requests(provider);
    }

    private static Instant at(List<LoggedRequest> requests, int index) {
        return requests.get(index).getLoggedDate().toInstant();
    }

    @Test
    void camelSlackAloneSwallowsA429AndBehindARouteWithoutErrorHandlerItIsRetried() throws Exception {
        providers.answers("slack", aResponse().withStatus(429));
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            SlackComponent slack = new SlackComponent();
            slack.setWebhookUrl(providers.address("slack"));
            context.addComponent("team", slack);
            context.addRoutes(slackRoutes());
            context.start();
            context.createProducerTemplate()
                    .send("direct:alone", exchange -> exchange.getMessage().setBody("x"));
            assertThat(providers.requests("slack")).as("retries are bypassed").hasSize(1);
            var behind = context.createProducerTemplate()
                    .send("direct:behind", exchange -> exchange.getMessage().setBody("x"));
            assertThat(providers.requests("slack"))
                    .as("one request more, and two retries")
                    .hasSize(4);
            assertThat(behind.getProperty("dead")).isEqualTo(true);
        }
    }

    private static RouteBuilder slackRoutes() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                onException(Exception.class)
                        .maximumRedeliveries(2)
                        .redeliveryDelay(10)
                        .handled(true)
                        .setProperty("dead", constant(true));
                from("direct:alone").to("team:channel");
                from("direct:behind").to("direct:attempt");
                from("direct:attempt").errorHandler(noErrorHandler()).to("team:channel");
            }
        };
    }

    @Test
    void aSlackThatAnswers429IsTriedAgainAndHearsOfTheEventOnce() throws Exception {
        providers.answersFirst("team", aResponse().withStatus(429));
        try (RunningGateway gateway = start(lane("slack-text", "team"))) {
            gateway.append(Samples.event("acr-push"));
            gateway.awaitIdle(PATIENCE);
            assertThat(providers.requests("team")).hasSize(2);
            assertThat(gateway.deadLetters("team")).isEmpty();
        }
    }

    @Test
    void aSlackThatFailsAllDayNeverPassesForOneThatTookTheMessage() throws Exception {
        providers.answers("team", aResponse().withStatus(500));
        try (RunningGateway gateway = start(lane("slack-text", "team", "delivery.most-delay", "20"))) {
            gateway.append(Samples.event("acr-push"));
            awaitRequests("team", 130);
            assertThat(gateway.journal().lag("team").events()).isEqualTo(1);
            providers.answersFirst("team", aResponse().withStatus(200));
            gateway.awaitIdle(PATIENCE);
            assertThat(gateway.attempts("delivered")).isEqualTo(1);
        }
    }

    @Test
    void anAttemptIsOneRequestSinceHttpClientDoesNotRepeatByItself() throws Exception {
        providers.answers("team", aResponse().withStatus(503).withHeader("Retry-After", "1"));
        try (RunningGateway gateway = start(lane("generic", "team", "provider.team.give-up-after", "2s"))) {
            gateway.append(Samples.event("acr-push"));
            gateway.awaitIdle(PATIENCE);
            DeadLetter letter = gateway.deadLetters("team").get(0);
            assertThat(providers.requests("team")).hasSize(letter.attempts());
        }
    }

    @Test
    void withoutTheRemedyHttpClientRepeatsByItself() throws Exception {
        providers.answersFirst("team", aResponse().withStatus(503).withHeader("Retry-After", "1"));
        String remedy = "camel.component.http.automatic-retries-disabled";
        try (RunningGateway gateway = start(lane("generic", "team", remedy, "false"))) {
            gateway.append(Samples.event("acr-push"));
            gateway.awaitIdle(PATIENCE);
            assertThat(providers.requests("team")).hasSize(2);
            assertThat(gateway.attempts("retry")).as("failed attempts").isZero();
        }
    }

    @Test
    void whatACallerSendsSteersNothingAndIsNotEchoed() throws Exception {
        String evil = providers.address("evil");
        try (RunningGateway gateway = start(lane("generic", "team"))) {
            HttpResponse<String> answer = gateway.post(
                    "/webhook?CamelHttpUri=" + evil + "&CamelHttpPath=/evil&kafka.OVERRIDE_TOPIC=evil&X-Query=evil",
                    Samples.read(RunningGateway.ROUTES.resolve("sources/acr/samples/push.json")),
                    "CamelHttpUri",
                    evil,
                    "CAmelHttpUri",
                    evil,
                    "CamelHttpMethod",
                    "DELETE",
                    "X-Foo",
                    "evil",
                    "Authorization",
                    "Bearer evil",
                    "operationName",
                    "evil",
                    "breadcrumbId",
                    "evil");
            assertThat(answer.statusCode()).isEqualTo(202);
            assertThat(answer.headers().map().toString()).doesNotContain("evil");
            gateway.awaitIdle(PATIENCE);
            assertThat(providers.requests("evil")).isEmpty();
            LoggedRequest request = providers.requests("team").get(0);
            assertThat(request.getMethod().getName()).isEqualTo("POST");
            assertThat(request.getUrl() + request.getHeaders()).doesNotContain("evil");
        }
    }

    @Test
    void aProviderNamedLikeARouteSwitchesNothingOff() throws Exception {
        Map<String, String> properties = new TreeMap<>();
        List<String> names = RouteFile.routes().stream().map(RouteFile::name).toList();
        names.forEach(name -> properties.putAll(lane("generic", name)));
        try (RunningGateway gateway = start(properties)) {
            for (Samples.Payload sample : List.of(sample("acr", "push"), sample("flux", "info"))) {
                HttpResponse<String> answer = gateway.post("/webhook", Samples.read(sample.file()));
                assertThat(answer.body()).contains("accepted").contains(sample.source());
            }
            gateway.awaitIdle(PATIENCE);
            assertThat(names)
                    .contains("acr", "detect", "receive", "lane")
                    .allSatisfy(name -> assertThat(providers.requests(name)).hasSize(2));
        }
    }

    private static Samples.Payload sample(String source, String name) {
        Path file = RunningGateway.ROUTES.resolve("sources/" + source + "/samples/" + name + ".json");
        return new Samples.Payload(source, file);
    }

    @Test
    void theClauseChosenAtTheFirstFailureStillGivesUpAtTheSecond() throws Exception {
        providers.answers("team", aResponse().withStatus(400).withBody("no"));
        providers.answersFirst("team", aResponse().withStatus(500));
        try (RunningGateway gateway = start(lane("slack-text", "team"))) {
            gateway.append(Samples.event("acr-push"));
            gateway.awaitIdle(PATIENCE);
            assertThat(providers.requests("team")).hasSize(2);
            assertThat(gateway.deadLetters("team")).singleElement().satisfies(letter -> {
                assertThat(letter.status()).isEqualTo(400);
                assertThat(letter.attempts()).isEqualTo(2);
            });
        }
    }

    @Test
    void aLaneDoesNotPassAnEventThatNotEvenTheDeadLettersTook() throws Exception {
        providers.answers("team", aResponse().withStatus(400));
        try (RunningGateway gateway = start(lane("generic", "team", "channel.dead", "direct:nobody?block=false"))) {
            gateway.append(Samples.event("acr-push"));
            awaitRequests("team", 2);
            assertThat(gateway.journal().lag("team").events()).isEqualTo(1);
        }
        try (RunningGateway gateway = start(lane("generic", "team"))) {
            gateway.awaitIdle(PATIENCE);
            assertThat(gateway.deadLetters("team")).hasSize(1);
        }
    }

    @Test
    void aRetryAfterIsNotTheBaseOfTheNextStep() throws Exception {
        providers.answers("team", aResponse().withStatus(500));
        providers.answersFirst("team", aResponse().withStatus(429).withHeader("Retry-After", "2"));
        try (RunningGateway gateway = start(lane("generic", "team", "delivery.most-delay", "300000"))) {
            gateway.append(Samples.event("acr-push"));
            List<LoggedRequest> requests = awaitRequests("team", 4);
            assertThat(Duration.between(at(requests, 0), at(requests, 1)))
                    .isGreaterThanOrEqualTo(Duration.ofSeconds(2));
            assertThat(Duration.between(at(requests, 1), at(requests, 2)))
                    .as("fed by the 2 s it would be 4 s")
                    .isLessThan(Duration.ofSeconds(2));
        }
    }

    @Test
    void aStopDuringARetryWaitKeepsTheEvent() throws Exception {
        providers.answersFirst("team", aResponse().withStatus(500));
        Map<String, String> patient =
                lane("slack-text", "team", "delivery.first-delay", "60000", "delivery.most-delay", "60000");
        Instant stopped;
        try (RunningGateway gateway = start(patient)) {
            gateway.append(Samples.event("acr-push"));
            await().atMost(PATIENCE).until(() -> gateway.attempts("retry") == 1);
            stopped = Instant.now();
        }
        assertThat(Duration.between(stopped, Instant.now())).isLessThan(Duration.ofSeconds(15));
        try (RunningGateway gateway = start(patient)) {
            gateway.awaitIdle(PATIENCE);
            assertThat(providers.requests("team")).hasSize(2);
            assertThat(gateway.deadLetters("team")).isEmpty();
        }
    }

    @Test
    void noSecretStandsInAnEndpointsNameOrInALogLineOfTheStart() throws Exception {
        Map<String, String> properties = new TreeMap<>();
        Variant.onTheWire()
                .forEach(variant -> properties.putAll(variant.properties(variant.name(), providers.address("x"))));
        try (Logs logs = Logs.capture();
                RunningGateway gateway = start(properties)) {
            assertThat(gateway.context().getEndpoints().toString()).doesNotContain(Variant.CANARY);
            assertThat(gateway.context().getRoutes().toString()).doesNotContain(Variant.CANARY);
            assertThat(gateway.context().getManagementStrategy().getManagementAgent())
                    .as("no JMX")
                    .isNull();
            assertThat(logs.lines().toString()).doesNotContain(Variant.CANARY);
        }
    }

    @Test
    void withoutTheRemedyADeadLetterThatFailsIsLost() throws Exception {
        Path routes = RouteCopy.of(RunningGateway.ROUTES, folder.resolve("routes"));
        Path route = routes.resolve("90-dead-letter.camel.yaml");
        Files.writeString(route, Samples.read(route).replace("noErrorHandler: {}", """
                deadLetterChannel:
                        deadLetterUri: log:swallowed
                """.stripTrailing()));
        providers.answers("team", aResponse().withStatus(400));
        Map<String, String> properties = lane("generic", "team", "channel.dead", "direct:nobody?block=false");
        try (RunningGateway gateway = RunningGateway.start(folder, routes, properties)) {
            gateway.append(Samples.event("acr-push"));
            gateway.awaitIdle(PATIENCE);
            assertThat(gateway.deadLetters("team")).as("passed, and nowhere").isEmpty();
        }
    }
}
