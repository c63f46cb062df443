package dev.caravan;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlMatching;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static com.github.tomakehurst.wiremock.stubbing.Scenario.STARTED;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** One server on loopback that plays all six kinds of repository host, each at the paths of its own API. */
final class FakeHosts implements AutoCloseable {
    /** Where the repository is in the API of each type. */
    private static final Map<String, String> REPOSITORIES = new TreeMap<>(Map.of(
            "github", "/api/v3/repos/acme/web",
            "gitlab", "/api/v4/projects/acme%2Fshop%2Fweb",
            "gitea", "/api/v1/repos/acme/web",
            "bitbucket", "/2.0/repositories/acme/web",
            "bitbucketserver", "/git/rest/api/latest/projects/acme/repos/web",
            "azuredevops", "/acme/My%20Shop/_apis/git/repositories/web"));

    private final WireMockServer server =
            new WireMockServer(options().bindAddress("127.0.0.1").dynamicPort().globalTemplating(false));

    FakeHosts() {
        server.start();
        server.stubFor(any(anyUrl()).atPriority(10).willReturn(aResponse().withStatus(201)));
    }

    static Set<String> types() {
        return REPOSITORIES.keySet();
    }

    String url() {
        return "http://127.0.0.1:" + server.port();
    }

    /** A provider of each type, named as its type. */
    Map<String, String> providers() {
        Map<String, String> properties = new TreeMap<>(Map.of(
                "provider.github.address", url() + "/acme/web.git",
                "provider.gitlab.address", url() + "/acme/shop/web",
                "provider.gitea.address", url() + "/acme/web",
                "provider.bitbucket.address", "git@bitbucket.org:acme/web.git",
                "provider.bitbucket.api", url() + "/2.0",
                "provider.bitbucket.token", "me:" + Variant.CANARY + ":more",
                "provider.bitbucketserver.address", url() + "/git/scm/acme/web.git",
                "provider.azuredevops.address", url() + "/Acme/My%20Shop/_git/web"));
        for (String type : types()) {
            properties.put("provider." + type + ".type", type);
            properties.put("provider." + type + ".rate", "0");
            properties.putIfAbsent("provider." + type + ".token", Variant.CANARY);
        }
        return properties;
    }

    /** What the host holds already of the statuses that are asked for. */
    void holds(String type, String answer) {
        server.stubFor(get(urlMatching(urls(type))).willReturn(aResponse().withBody(answer)));
    }

    void answersPosts(String type, ResponseDefinitionBuilder answer) {
        server.stubFor(post(urlMatching(urls(type))).willReturn(answer));
    }

    void answersFirst(String type, ResponseDefinitionBuilder answer) {
        server.stubFor(any(urlMatching(urls(type)))
                .atPriority(1)
                .inScenario(type)
                .whenScenarioStateIs(STARTED)
                .willSetStateTo("answered")
                .willReturn(answer));
    }

    private static String urls(String type) {
        return Pattern.quote(REPOSITORIES.get(type)) + ".*";
    }

    /** What a type's host was asked and told, oldest first. */
    List<LoggedRequest> requests(String type) {
        return all().stream()
                .filter(request -> request.getUrl().matches(urls(type)))
                .toList();
    }

    /** Of those the statuses. */
    List<String> posts(String type) {
        return requests(type).stream()
                .filter(request -> request.getMethod().getName().equals("POST"))
                .map(LoggedRequest::getBodyAsString)
                .toList();
    }

    List<LoggedRequest> all() {
        return Recorded.requests(server).toList();
    }

    @Override
    public void close() {
        server.stop();
    }
}
