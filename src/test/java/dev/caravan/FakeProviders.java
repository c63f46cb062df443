package dev.caravan;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.urlMatching;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static com.github.tomakehurst.wiremock.stubbing.Scenario.STARTED;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.util.Comparator;
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

    /** Not the name localhost: with two addresses behind it OkHttp would try each. */
    String address(String provider) {
        return "http://127.0.0.1:" + server.port() + path(provider);
    }

    private static String path(String provider) {
        return "/hooks/" + Variant.CANARY + "/" + provider;
    }

    private static String urls(String provider) {
        return path(provider) + "([/?].*)?";
    }

    void answers(String provider, ResponseDefinitionBuilder always) {
        server.stubFor(any(urlMatching(urls(provider))).willReturn(always));
    }

    void answersFirst(String provider, ResponseDefinitionBuilder first) {
        server.stubFor(any(urlMatching(urls(provider)))
                .atPriority(1)
                .inScenario(provider)
                .whenScenarioStateIs(STARTED)
                .willSetStateTo("answered")
                .willReturn(first));
    }

    /** What a provider was sent, oldest first. */
    List<LoggedRequest> requests(String provider) {
        return server.getAllServeEvents().stream()
                .map(ServeEvent::getRequest)
                .filter(request -> request.getUrl().matches(urls(provider)))
                .sorted(Comparator.comparing(LoggedRequest::getLoggedDate))
                .toList();
    }

    List<LoggedRequest> requestsTo(String path) {
        return server.getAllServeEvents().stream()
                .map(ServeEvent::getRequest)
                .filter(request -> request.getUrl().equals(path))
                .toList();
    }

    @Override
    public void close() {
        server.stop();
    }
}
