package dev.caravan;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import dev.caravan.provider.Unsuited;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The repository hosts' providers on the wire: what is asked, what is posted, and what is not. */
final class CommitStatusTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String SHA = "731f7eaddfb6af01cb2173e18f0f75b0ba780ef1";

    @TempDir
    Path folder;

    private final FakeHosts hosts = new FakeHosts();

    @AfterEach
    void stop() {
        hosts.close();
    }

    private void tell(List<Map<String, Object>> events) throws Exception {
        tell(Map.of(), events);
    }

    private void tell(Map<String, String> more, List<Map<String, Object>> events) throws Exception {
        Map<String, String> properties = hosts.providers();
        properties.putAll(more);
        FakeHosts.types().forEach(type -> properties.putIfAbsent("provider." + type + ".context", "0c9c2e41"));
        try (RunningGateway gateway = RunningGateway.start(folder, properties)) {
            events.forEach(gateway::append);
            gateway.awaitIdle(PATIENCE);
            assertThat(gateway.journal().deadLetters(10, null, null)).isEmpty();
        }
    }

    private static Map<String, Object> event(String severity, String reason, String message) {
        Map<String, Object> event = new HashMap<>();
        event.put("involvedObject", Map.of("kind", "Kustomization", "namespace", "apps", "name", "webapp"));
        event.put("severity", severity);
        event.put("reason", reason);
        event.put("message", message);
        event.put("metadata", Map.of("revision", "main@sha1:" + SHA, "commit_status", "update"));
        return event;
    }

    private static Map<String, Object> failure() {
        return event("error", "ValidationFailed", "validation failed");
    }

    @Test
    void everyHostIsAskedAndToldAtItsOwnPaths() throws Exception {
        tell(List.of(failure()));

        Map<String, List<String>> asked = new TreeMap<>();
        FakeHosts.types().forEach(type -> asked.put(type, lines(hosts.requests(type))));
        String key = "4abc3ba6f171924ecece234c03192982da12888b";
        assertThat(asked)
                .containsEntry(
                        "github",
                        List.of(
                                "GET /api/v3/repos/acme/web/commits/" + SHA + "/statuses?per_page=50",
                                "POST /api/v3/repos/acme/web/statuses/" + SHA))
                .containsEntry(
                        "gitlab",
                        List.of(
                                "GET /api/v4/projects/acme%2Fshop%2Fweb/repository/commits/" + SHA
                                        + "/statuses?name=kustomization%2Fwebapp%2F0c9c2e41",
                                "POST /api/v4/projects/acme%2Fshop%2Fweb/statuses/" + SHA))
                .containsEntry(
                        "gitea",
                        List.of(
                                "GET /api/v1/repos/acme/web/commits/" + SHA + "/statuses",
                                "POST /api/v1/repos/acme/web/statuses/" + SHA))
                .containsEntry(
                        "bitbucket",
                        List.of(
                                "GET /2.0/repositories/acme/web/commit/" + SHA + "/statuses/build/" + key,
                                "POST /2.0/repositories/acme/web/commit/" + SHA + "/statuses/build"))
                .containsEntry(
                        "bitbucketserver",
                        List.of(
                                "GET /git/rest/api/latest/projects/acme/repos/web/commits/" + SHA + "/builds?key="
                                        + key,
                                "POST /git/rest/api/latest/projects/acme/repos/web/commits/" + SHA + "/builds"))
                .containsEntry(
                        "azuredevops",
                        List.of(
                                "GET /acme/My%20Shop/_apis/git/repositories/web/commits/" + SHA
                                        + "/statuses?latestOnly=true",
                                "POST /acme/My%20Shop/_apis/git/repositories/web/commits/" + SHA + "/statuses"));
    }

    private static List<String> lines(List<LoggedRequest> requests) {
        return requests.stream()
                .map(request -> request.getMethod() + " " + request.getUrl())
                .toList();
    }

    @Test
    void everyHostIsToldTheStatusAsItReadsIt() throws Exception {
        tell(List.of(failure()));

        assertThatJson(hosts.posts("github").get(0)).isEqualTo("""
                {"state":"failure","description":"validation failed","context":"kustomization/webapp/0c9c2e41"}""");
        assertThatJson(hosts.posts("gitlab").get(0)).isEqualTo("""
                {"state":"failed","name":"kustomization/webapp/0c9c2e41","description":"validation failed"}""");
        assertThatJson(hosts.posts("gitea").get(0)).isEqualTo("""
                {"state":"failure","target_url":"","description":"validation failed",
                 "context":"kustomization/webapp/0c9c2e41"}""");
        assertThatJson(hosts.posts("bitbucket").get(0)).isEqualTo("""
                {"key":"4abc3ba6f171924ecece234c03192982da12888b","url":"https://bitbucket.org","state":"FAILED",
                 "name":"kustomization/webapp","description":"validation failed"}""");
        assertThatJson(hosts.posts("bitbucketserver").get(0)).isEqualTo("""
                {"key":"4abc3ba6f171924ecece234c03192982da12888b","state":"FAILED","description":"validation failed",
                 "name":"kustomization/webapp [validation failed]",
                 "url":"%s/git/projects/acme/repos/web/commits/%s"}""".formatted(hosts.url(), SHA));
        assertThatJson(hosts.posts("azuredevops").get(0)).isEqualTo("""
                {"context":{"genre":"fluxcd","name":"kustomization/webapp/0c9c2e41"},
                 "description":"validation failed","state":"error"}""");
    }

    @Test
    void everyHostIsGivenItsCredentialsInItsWay() throws Exception {
        tell(List.of(failure()));

        assertThat(sent("github", "Authorization")).containsOnly("Bearer " + Variant.CANARY);
        assertThat(sent("github", "X-GitHub-Api-Version")).containsOnly("2022-11-28");
        assertThat(sent("github", "Accept")).containsOnly("application/vnd.github.v3+json");
        assertThat(sent("gitlab", "PRIVATE-TOKEN")).containsOnly(Variant.CANARY);
        assertThat(sent("gitea", "Authorization")).containsOnly("token " + Variant.CANARY);
        assertThat(sent("bitbucket", "Authorization")).containsOnly(basic("me:" + Variant.CANARY + ":more"));
        assertThat(sent("bitbucketserver", "Authorization")).containsOnly("Bearer " + Variant.CANARY);
        assertThat(sent("bitbucketserver", "x-atlassian-token")).containsOnly("no-check");
        assertThat(sent("azuredevops", "Authorization")).containsOnly(basic(":" + Variant.CANARY));
        assertThat(sent("azuredevops", "Accept")).containsOnly("application/json;api-version=6.0");
        assertThat(sent("azuredevops", "X-TFS-FedAuthRedirect")).containsOnly("Suppress");
    }

    @Test
    void otherCredentialsGoOutInTheirWayToo() throws Exception {
        Map<String, String> properties = new HashMap<>(Map.of(
                "provider.bitbucket.access-token", "acc3ss",
                "provider.azuredevops.access-token", "acc3ss",
                "provider.bitbucketserver.token", "",
                "provider.bitbucketserver.username", "ann",
                "provider.bitbucketserver.password", "p:w"));
        tell(properties, List.of(failure()));

        assertThat(sent("bitbucket", "Authorization")).containsOnly("Bearer acc3ss");
        assertThat(sent("azuredevops", "Authorization")).containsOnly("Bearer acc3ss");
        assertThat(sent("bitbucketserver", "Authorization")).containsOnly(basic("ann:p:w"));
    }

    private static String basic(String credentials) {
        return "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    }

    private List<String> sent(String type, String header) {
        assertThat(hosts.requests(type)).as(type).hasSize(2);
        return hosts.requests(type).stream()
                .map(request -> request.getHeader(header))
                .toList();
    }

    /** A status of each host, with the description left open. */
    private static final Map<String, String> HELD = Map.of(
            "github",
            "[{'context':'other'},{'context':'kustomization/webapp/0c9c2e41','state':'failure','description':'%s'}]",
            "gitlab",
            "[{'sha':'" + SHA + "','name':'kustomization/webapp/0c9c2e41','status':'failed','description':'%s'}]",
            "gitea",
            "[{'context':'kustomization/webapp/0c9c2e41','status':'failure','description':'%s'}]",
            "bitbucket",
            "{'state':'FAILED','description':'%s'}",
            "bitbucketserver",
            "{'key':'4abc3ba6f171924ecece234c03192982da12888b','state':'FAILED','description':'%s',"
                    + "'name':'kustomization/webapp [validation failed]'}",
            "azuredevops",
            "{'value':[{'context':{'genre':'fluxcd','name':'kustomization/webapp/0c9c2e41'},"
                    + "'state':'error','description':'%s'}]}");

    private void hold(String description) {
        HELD.forEach((type, statuses) ->
                hosts.holds(type, statuses.formatted(description).replace('\'', '"')));
    }

    @Test
    void whatAHostHoldsAlreadyIsNotPostedAgain() throws Exception {
        hold("validation failed");
        tell(List.of(failure()));

        assertThat(FakeHosts.types()).allSatisfy(type -> {
            assertThat(hosts.requests(type)).hasSize(1);
            assertThat(hosts.posts(type)).isEmpty();
        });
    }

    @Test
    void whatDiffersFromWhatAHostHoldsIsPosted() throws Exception {
        hold("health check failed");
        tell(List.of(failure()));

        assertThat(FakeHosts.types())
                .allSatisfy(type -> assertThat(hosts.posts(type)).hasSize(1));
    }

    @Test
    void anOlderStatusOfTheSameContextHidesNoNewerOne() throws Exception {
        String status = "{\"context\":\"kustomization/webapp/0c9c2e41\",\"state\":\"%s\",\"description\":\"%s\"}";
        hosts.holds(
                "github",
                "[" + status.formatted("success", "reconciled") + "," + status.formatted("failure", "validation failed")
                        + "]");
        tell(List.of(failure()));

        assertThat(hosts.posts("github")).hasSize(1);
    }

    @Test
    void everyHostHasItsOwnStates() throws Exception {
        tell(List.of(
                event("info", "ReconciliationSucceeded", "done"),
                event("info", "Progressing", "on it"),
                event("error", "HealthCheckFailed", "no")));

        Map<String, List<Object>> states = new HashMap<>();
        FakeHosts.types().forEach(type -> states.put(type, values(type, "state")));
        assertThat(states)
                .containsEntry("github", List.of("success", "pending", "failure"))
                .containsEntry("gitlab", List.of("success", "pending", "failed"))
                .containsEntry("gitea", List.of("success", "pending", "failure"))
                .containsEntry("bitbucket", List.of("SUCCESSFUL", "INPROGRESS", "FAILED"))
                .containsEntry("bitbucketserver", List.of("SUCCESSFUL", "INPROGRESS", "FAILED"))
                .containsEntry("azuredevops", List.of("succeeded", "pending", "error"));
        assertThat(values("github", "description"))
                .containsExactly("reconciliation succeeded: done", "progressing: on it", "health check failed: no");
    }

    private List<Object> values(String type, String member) {
        return hosts.posts(type).stream()
                .map(body -> ((Map<?, ?>) Samples.parse(body)).get(member))
                .map(value -> value == null ? "" : value)
                .toList();
    }

    @Test
    void whatIsTooLongIsCutAndStaysTellableApart() throws Exception {
        Map<String, Object> one = event("info", "Progressing", "🚀".repeat(50_000) + "\nnext line");
        one.put("involvedObject", Map.of("kind", "Kustomization", "name", "n".repeat(300) + "1"));
        Map<String, Object> two = new HashMap<>(one);
        two.put("involvedObject", Map.of("kind", "Kustomization", "name", "n".repeat(300) + "2"));
        tell(List.of(one, two));

        assertThat(values("github", "description"))
                .allSatisfy(description -> assertThat(description.toString())
                        .startsWith("progressing: 🚀")
                        .endsWith("🚀…")
                        .satisfies(text -> assertThat(text.codePointCount(0, text.length()))
                                .isEqualTo(140)));
        assertThat(Set.copyOf(values("github", "context")))
                .hasSize(2)
                .allSatisfy(context -> assertThat(context.toString()).hasSize(255));
        assertThat(values("gitlab", "description"))
                .allSatisfy(description -> assertThat(description.toString())
                        .satisfies(text -> assertThat(text.codePointCount(0, text.length()))
                                .isEqualTo(255)));
        assertThat(values("bitbucket", "key"))
                .allSatisfy(key -> assertThat(key.toString()).hasSize(40));
    }

    @Test
    void aLinkIsTheEventsOwnOrTheConfiguredOneAndNeverAScript() throws Exception {
        Map<String, Object> linked = failure();
        linked.put("metadata", Map.of("revision", SHA, "url", "https://ci.example/1"));
        Map<String, Object> script = failure();
        script.put("metadata", Map.of("revision", SHA, "url", "javascript:alert(1)"));
        tell(Map.of("provider.github.target-url", "https://ci.example/all"), List.of(linked, script));

        assertThat(values("github", "target_url")).containsExactly("https://ci.example/1", "https://ci.example/all");
        assertThat(values("bitbucket", "url")).containsExactly("https://ci.example/1", "https://bitbucket.org");
        assertThat(values("gitlab", "target_url")).containsExactly("https://ci.example/1", "");
    }

    @Test
    void aProviderIsToldApartByItsNameOrItsContext() throws Exception {
        tell(Map.of("provider.github.context", "", "provider.gitea.context", "Production"), List.of(failure()));

        assertThat(values("github", "context")).containsExactly("kustomization/webapp/github");
        assertThat(values("gitea", "context")).containsExactly("kustomization/webapp/production");
    }

    @Test
    void anEventThatIsNoCommitStatusGoesNowhereAndSaysWhy() throws Exception {
        Map<String, Object> none = failure();
        none.put("metadata", Map.of("revision", "latest@sha256:" + "a".repeat(64)));
        Map<String, Object> other = event("info", "ReconciliationSucceeded", "done");
        other.put("metadata", Map.of("revision", "main@sha1:" + SHA));
        Map<String, Object> trace = event("trace", "Progressing", "…");
        try (RunningGateway gateway = RunningGateway.start(folder, hosts.providers())) {
            List.of(none, other, trace).forEach(gateway::append);
            gateway.awaitIdle(PATIENCE);

            assertThat(hosts.all()).isEmpty();
            Unsuited unsuited = new Unsuited(gateway.configuration.providers());
            assertThat(FakeHosts.types()).allSatisfy(type -> {
                assertThat(unsuited.why(type, none)).contains("it names no commit");
                assertThat(unsuited.why(type, other)).contains("it is no commit status");
                assertThat(unsuited.why(type, trace)).contains("its severity is trace");
                assertThat(unsuited.why(type, failure())).isEmpty();
            });
        }
    }

    @Test
    void aTokenGoesToNoHostThatAnEventOrAnAnswerNames() throws Exception {
        try (FakeHosts elsewhere = new FakeHosts()) {
            Map<String, Object> event = event("error", elsewhere.url(), elsewhere.url() + "/x");
            event.put("involvedObject", Map.of("kind", "../../" + elsewhere.url(), "name", "?x=" + elsewhere.url()));
            event.put(
                    "metadata",
                    Map.of("commit", elsewhere.url() + "/" + SHA, "url", elsewhere.url(), "address", elsewhere.url()));
            for (String type : FakeHosts.types()) {
                hosts.holds(type, "{\"url\":\"" + elsewhere.url() + "\"}");
                hosts.answersPosts(type, aResponse().withStatus(201).withHeader("Location", elsewhere.url()));
            }
            tell(List.of(event));

            assertThat(elsewhere.all()).isEmpty();
            assertThat(FakeHosts.types())
                    .allSatisfy(type -> assertThat(hosts.posts(type)).hasSize(1));
        }
    }

    @Test
    void gitLabsRefusalOfWhatIsSoAlreadyIsADelivery() throws Exception {
        hosts.answersPosts(
                "gitlab",
                aResponse()
                        .withStatus(400)
                        .withBody("{\"message\":\"Cannot transition status via :run from :running (Reason(s): …)\"}"));
        tell(List.of(failure()));

        assertThat(hosts.posts("gitlab")).hasSize(1);
    }

    @Test
    void aCommitThatTheHostDoesNotKnowYetIsTriedAgain() throws Exception {
        hosts.answersFirst("github", aResponse().withStatus(422).withBody("No commit found for SHA: " + SHA));
        hosts.answersPosts("github", aResponse().withStatus(201));
        hosts.answersFirst("bitbucketserver", aResponse().withStatus(404));
        tell(List.of(failure()));

        assertThat(hosts.posts("github")).hasSize(1);
        assertThat(hosts.posts("bitbucketserver")).hasSize(1);
    }

    @Test
    void bothRequestsTogetherHaveOneTimeOut() throws Exception {
        hosts.answersFirst("github", aResponse().withStatus(200).withBody("[]").withFixedDelay(1200));
        hosts.answersPosts("github", aResponse().withStatus(201).withFixedDelay(1200));
        Map<String, String> properties = hosts.providers();
        properties.put("provider.github.timeout", "2s");
        try (RunningGateway gateway = RunningGateway.start(folder, properties)) {
            gateway.append(failure());
            gateway.awaitIdle(PATIENCE);

            assertThat(gateway.management("/observe/metrics"))
                    .contains("outcome=\"retry\",provider=\"github\",reason=\"timeout\"");
            assertThat(hosts.posts("github")).as("cut, and then told").hasSize(2);
        }
    }

    @Test
    void aLoginPageInPlaceOfAnAnswerHoldsTheLane() throws Exception {
        hosts.answersPosts("azuredevops", aResponse().withStatus(203).withBody("<html>Sign in</html>"));
        try (RunningGateway gateway = RunningGateway.start(folder, hosts.providers())) {
            gateway.append(failure());
            Awaitility.await().atMost(PATIENCE).until(() -> gateway.attempts("unauthorised") > 0);

            assertThat(gateway.management("/api/providers")).contains("Azure DevOps asks for a login");
        }
    }
}
