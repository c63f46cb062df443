package dev.caravan;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.request;
import static com.github.tomakehurst.wiremock.client.WireMock.urlMatching;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static com.github.tomakehurst.wiremock.stubbing.Scenario.STARTED;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.RequestMethod;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.util.List;

/** A server on loopback that plays any number of providers, each under a path of its own with the canary before it. */
final class FakeProviders implements AutoCloseable {
    private final WireMockServer server = new WireMockServer(options()
            .bindAddress("127.0.0.1")
            .dynamicPort()
            .globalTemplating(false)
            .gzipDisabled(true) // it would hold back what is to drip
            .containerThreads(100)
            .jettyAcceptors(1)
            .jettyAcceptQueueSize(1000));

    FakeProviders() {
        server.start();
        reset();
    }

    /** Forgets what was asked and what was to be answered. */
    void reset() {
        server.resetAll();
        server.stubFor(any(anyUrl()).atPriority(10).willReturn(aResponse().withStatus(200)));
    }

    /** Answers a provider as a service of its kind does that is content; what it is not asked for is answered with 200. */
    void satisfies(String provider, Contract contract) {
        List<Contract.Answer> answers = contract.answers();
        for (Contract.Answer answer : answers) {
            server.stubFor(request(answer.method(), urlMatching(urls(provider)))
                    .atPriority(9)
                    .willReturn(aResponse().withStatus(answer.status()).withBody(answer.body())));
        }
    }

    /** Not the name localhost: with two addresses behind it OkHttp would try each. */
    String address(String provider) {
        return "http://127.0.0.1:" + server.port() + path(provider);
    }

    /** It plays a proxy too, and sees then what is sent by it. */
    String proxy(String password) {
        return "http://caravan:" + password + "@127.0.0.1:" + server.port();
    }

    private static String path(String provider) {
        return "/hooks/" + Variant.CANARY + "/" + provider;
    }

    private static String urls(String provider) {
        return "/hooks/(" + Variant.CANARY + "/)?" + provider + "([/?].*)?";
    }

    void answers(String provider, ResponseDefinitionBuilder always) {
        server.stubFor(any(urlMatching(urls(provider))).willReturn(always));
    }

    /** What it answers to a message, however it answers else. */
    void answersPost(String provider, ResponseDefinitionBuilder always) {
        server.stubFor(post(urlMatching(urls(provider))).atPriority(1).willReturn(always));
    }

    void answersFirst(String provider, ResponseDefinitionBuilder first) {
        answersFirst("ANY", provider, first);
    }

    /** Only requests of one method count. */
    void answersFirst(String method, String provider, ResponseDefinitionBuilder first) {
        server.stubFor(request(method, urlMatching(urls(provider)))
                .atPriority(1)
                .inScenario(provider)
                .whenScenarioStateIs(STARTED)
                .willSetStateTo("answered")
                .willReturn(first));
    }

    /** What a provider was sent, oldest first. */
    List<LoggedRequest> requests(String provider) {
        return Recorded.requests(server)
                .filter(request -> request.getUrl().matches(urls(provider)))
                .toList();
    }

    /** Those of them that tell something, without the questions before. */
    List<LoggedRequest> messages(String provider) {
        return requests(provider).stream()
                .filter(request -> !request.getMethod().equals(RequestMethod.GET))
                .toList();
    }

    List<LoggedRequest> requestsTo(String path) {
        return Recorded.requests(server)
                .filter(request -> request.getUrl().equals(path))
                .toList();
    }

    @Override
    public void close() {
        server.stop();
    }
}
