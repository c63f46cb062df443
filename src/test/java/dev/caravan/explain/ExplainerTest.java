package dev.caravan.explain;

import static java.nio.charset.StandardCharsets.UTF_8;
import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.caravan.door.ProblemException;
import dev.caravan.explain.Explanation.Delivery;
import dev.caravan.explain.Explanation.Detection;
import dev.caravan.explain.Explanation.Nearest;
import dev.caravan.explain.Explanation.Request;
import java.net.URLEncoder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplainerTest {
    private static final String SLACK = """
            provider.team.type=slack
            provider.team.address=https://hooks.slack.example/services/T0/B0/canary
            """;

    @TempDir
    private Path directory;

    @Test
    void tellsSourceEventAlertAndRequest() throws Exception {
        Explanation explanation = explain(SLACK + "alert.images.sources=acr", Payloads.PUSH);

        assertThatJson(explanation.toJson()).isEqualTo("""
                {"source":"acr","status":"accepted","why":"${json-unit.any-string}",
                 "events":[{"id":"${json-unit.any-string}","source":"acr","severity":"info","reason":"ImagePushed",
                   "timestamp":"2020-10-14T00:15:02.82330594Z",
                   "message":"Pushed image startkubernetes/sk-web:1 (2020-10-14T00:15:02.82330594Z)",
                   "involvedObject":{"kind":"ContainerImage","namespace":"myregistry.azurecr.io","name":"startkubernetes/sk-web"},
                   "metadata":{"registry":"myregistry.azurecr.io","repository":"startkubernetes/sk-web","tag":"1","digest":"sha256:a71f"},
                   "reportingController":"acr","reportingInstance":"caravan-0"}],
                 "deliveries":[{"event":0,"provider":"team","alert":"images","matched":true,
                   "why":"the event matches all that the alert asks",
                   "requests":[{"method":"POST","url":"https://hooks.slack.example/…",
                     "headers":{"Content-Type":"application/json; charset=utf-8"},
                     "body":{"text":"Pushed image startkubernetes/sk-web:1 (2020-10-14T00:15:02.82330594Z)"}}]}],
                 "detection":"${json-unit.ignore}"}""");
        assertThat(explanation.detection())
                .filteredOn(Detection::matched)
                .extracting(Detection::format)
                .containsExactly("acr");
    }

    @Test
    void onlyTheFirstAlertTellsAndTheOthersSayWhyNot() throws Exception {
        Explanation explanation =
                explain(SLACK + "alert.a.severity=error\nalert.b.sources=acr\nalert.c.sources=acr\n", Payloads.PUSH);

        assertThat(explanation.deliveries())
                .extracting(Delivery::alert, Delivery::matched, Delivery::why)
                .containsExactly(
                        tuple("a", false, "severity is info, the alert wants error"),
                        tuple("b", true, "the event matches all that the alert asks"),
                        tuple("c", false, "it matches, but alert b tells already"));
    }

    @Test
    void aSuspendedProviderIsNotTold() throws Exception {
        Explanation explanation = explain(SLACK + "provider.team.suspend=true", Payloads.PUSH);

        assertThat(explanation.deliveries())
                .singleElement()
                .satisfies(delivery -> assertThat(delivery.matched()).isFalse())
                .satisfies(delivery -> assertThat(delivery.why()).isEqualTo("the provider is suspended"))
                .satisfies(delivery -> assertThat(delivery.requests()).isEmpty());
    }

    @Test
    void extraHeadersAreShownWithoutTheirValues() throws Exception {
        Explanation explanation = explain("""
                provider.team.type=generic
                provider.team.address=https://hook.example/x
                provider.team.headers={Authorization: Bearer canary, X-Api-Key: canary}
                """, Payloads.PUSH);

        assertThat(explanation.deliveries().get(0).requests().get(0).headers())
                .containsEntry("Authorization", "Bearer …")
                .containsEntry("X-Api-Key", "…");
        assertThat(explanation.toJson()).doesNotContain("canary");
    }

    @Test
    void aPingIsIgnored() throws Exception {
        Explanation explanation = explain(SLACK, Payloads.PING);

        assertThat(explanation.source()).isEqualTo("acr");
        assertThat(explanation.status()).isEqualTo("ignored");
        assertThat(explanation.events()).isEmpty();
        assertThat(explanation.deliveries()).isEmpty();
    }

    @Test
    void anUnrecognisedPayloadHasItsNearestFormats() throws Exception {
        Explanation explanation = explain(
                SLACK, "{\"involvedObject\":{\"kind\":\"HelmRelease\"},\"severity\":\"info\",\"action\":\"pull\"}");

        assertThat(explanation.source()).isNull();
        assertThat(explanation.status()).isEqualTo("parked");
        assertThat(explanation.nearest())
                .extracting(Nearest::format, Nearest::missing)
                .contains(tuple("flux", List.of("$.reportingController")));
        assertThat(Objects.requireNonNull(explanation.nearest()).get(0).share())
                .isGreaterThan(0.6)
                .isLessThan(0.7);
    }

    @Test
    void theSourceThatWasNamedIsAmongTheNearest() throws Exception {
        try (Explainer explainer =
                Workplace.withProjectRoutes(directory).properties(SLACK).explainer()) {
            assertThat(explainer.explain("{\"a\":1}", Map.of(), null).toJson()).contains("\"nearest\":[]");
            assertThat(explainer.explain("{\"a\":1}", Map.of(), "acr").nearest())
                    .extracting(Nearest::format)
                    .containsExactly("acr");
        }
    }

    @Test
    void aFormIsExplainedByItsPayload() throws Exception {
        byte[] form = ("payload=" + URLEncoder.encode(Payloads.PUSH, UTF_8)).getBytes(UTF_8);
        try (Explainer explainer =
                Workplace.withProjectRoutes(directory).properties(SLACK).explainer()) {
            assertThat(explainer.explain(form, Map.of(), null).source()).isEqualTo("acr");
        }
    }

    @Test
    void whatTheOperatorWantsRejectedIsRejected() throws Exception {
        assertThat(explain(SLACK + "webhook.unrecognised=reject", "{}").status())
                .isEqualTo("rejected");
    }

    @Test
    void anotherSourceThanTheNamedIsParkedUnderTheName() throws Exception {
        try (Explainer explainer =
                Workplace.withProjectRoutes(directory).properties(SLACK).explainer()) {
            Explanation explanation = explainer.explain(Payloads.PUSH, Map.of(), "flux");

            assertThat(explanation.source()).isEqualTo("flux");
            assertThat(explanation.status()).isEqualTo("parked");
            assertThat(explanation.why()).isEqualTo("the payload is one of acr, but flux was named");
        }
    }

    @Test
    void whatTheDoorRefusesIsRefusedInTheSameWords() throws Exception {
        try (Explainer explainer =
                Workplace.withProjectRoutes(directory).properties(SLACK).explainer()) {
            assertThatThrownBy(() -> explainer.explain("{\"a\":", Map.of(), null))
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            refused -> assertThat(refused.problem().code()).isEqualTo("invalid-json"));
            assertThatThrownBy(() -> explainer.explain("{\"a\":1,\"a\":2}", Map.of(), null))
                    .hasMessage("duplicate-key");
            assertThatThrownBy(() -> explainer.explain(new byte[] {'"', (byte) 0xff, '"'}, Map.of(), null))
                    .hasMessage("invalid-encoding");
            assertThatThrownBy(() -> explainer.explain("{}", Map.of(), "nobody"))
                    .hasMessage("unknown-source");
        }
    }

    @Test
    void noSecretIsShown() throws Exception {
        String payload = Payloads.PUSH.replace("sk-web", "canary-token");
        Explanation explanation = explain("""
                webhook.token=canary-door
                provider.bot.type=slack
                provider.bot.token=canary-token
                provider.bot.channel=general
                provider.hook.type=generic
                provider.hook.address=https://user:pw@hook.example/canary/path?key=canary
                provider.text.type=slack
                provider.text.format=attachments
                provider.text.address=https://hooks.slack.example/services/T0/B0/canary
                """, payload);

        assertThat(explanation.toJson()).doesNotContain("canary").doesNotContain("user:pw");
        assertThat(explanation.deliveries().stream().flatMap(delivery -> delivery.requests().stream()))
                .extracting(Request::url)
                .containsExactly(
                        "https://slack.com/api/chat.postMessage",
                        "https://hook.example/…",
                        "https://hooks.slack.example/…");
        assertThat(explanation.deliveries().get(0).requests().get(0).headers())
                .containsEntry("Authorization", "Bearer …");
    }

    @Test
    void aBrokenTemplateIsToldForItsProviderOnly() throws Exception {
        Workplace workplace = Workplace.withProjectRoutes(directory)
                .file("mine.jsonata", "{\"text\": ")
                .properties(SLACK + """
                        provider.mine.type=slack
                        provider.mine.address=https://hooks.slack.example/services/T0/B0/mine
                        provider.mine.template=file:mine.jsonata
                        """);
        try (Explainer explainer = workplace.explainer()) {
            List<Delivery> deliveries =
                    explainer.explain(Payloads.PUSH, Map.of(), null).deliveries();

            assertThat(deliveries.get(0).why())
                    .contains("but sending fails: JSONata")
                    .doesNotContain("Exception");
            assertThat(deliveries.get(0).requests()).isEmpty();
            assertThat(deliveries.get(1).requests()).hasSize(1);
        }
    }

    @Test
    void whatIsNoRequestIsRecordedToo() throws Exception {
        Explanation explanation = explain("provider.here.type=console", Payloads.PUSH);

        assertThat(explanation.deliveries().get(0).requests())
                .containsExactly(new Request(
                        "SEND",
                        "log:console",
                        Map.of("Content-Type", "application/json"),
                        Map.of("text", "Pushed image startkubernetes/sk-web:1 (2020-10-14T00:15:02.82330594Z)")));
    }

    @Test
    void everyRequestOfAProviderIsShown() throws Exception {
        Workplace workplace = Workplace.withCopiedRoutes(directory)
                .replace("routes/providers/generic/generic.kamelet.yaml", "        - to:", """
                                - to: {uri: "https:first.example/look", parameters: {httpMethod: POST, bridgeEndpoint: true}}
                                - setHeader: {name: CamelHttpUri, constant: "{{address}}"}
                                - to:\
                        """)
                .properties("provider.hook.type=generic\nprovider.hook.address=https://hook.example/x\n");
        try (Explainer explainer = workplace.explainer()) {
            assertThat(explainer
                            .explain(Payloads.PUSH, Map.of(), null)
                            .deliveries()
                            .get(0)
                            .requests())
                    .extracting(Request::method, Request::url)
                    .containsExactly(tuple("POST", "https://first.example/…"), tuple("POST", "https://hook.example/…"));
        }
    }

    @Test
    void aMappingThatFailsIsTold() throws Exception {
        Workplace workplace = Workplace.withCopiedRoutes(directory)
                .file("routes/sources/acr/event.jsonata", "target.repository + 1")
                .properties(SLACK);
        try (Explainer explainer = workplace.explainer()) {
            Explanation explanation = explainer.explain(Payloads.PUSH, Map.of(), null);

            assertThat(explanation.status()).isEqualTo("failed");
            assertThat(explanation.source()).isEqualTo("acr");
            assertThat(explanation.why())
                    .startsWith("the mapping of acr fails, JSONata ")
                    .contains("error T2001")
                    .doesNotContain("sk-web");
        }
    }

    @Test
    void threadsTakeTurns() throws Exception {
        try (Explainer explainer =
                Workplace.withProjectRoutes(directory).properties(SLACK).explainer()) {
            List<String> bodies = IntStream.range(0, 40)
                    .parallel()
                    .mapToObj(tag -> body(explainer, "v" + tag))
                    .toList();

            assertThat(bodies).hasSize(40);
            for (int tag = 0; tag < 40; tag++) {
                assertThat(bodies.get(tag)).contains("sk-web:v" + tag + " ");
            }
        }
    }

    private static String body(Explainer explainer, String tag) {
        try {
            String payload = Payloads.PUSH.replace("\"tag\":\"1\"", "\"tag\":\"" + tag + "\"");
            List<Request> requests = explainer
                    .explain(payload, Map.of(), null)
                    .deliveries()
                    .get(0)
                    .requests();
            return requests.size() + " " + requests.get(0).body();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private Explanation explain(String properties, String payload) throws Exception {
        try (Explainer explainer =
                Workplace.withProjectRoutes(directory).properties(properties).explainer()) {
            return explainer.explain(payload, Map.of(), null);
        }
    }
}
