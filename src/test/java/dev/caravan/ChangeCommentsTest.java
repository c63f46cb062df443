package dev.caravan;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One comment per object, found again among those of its own user, however many others there are. */
final class ChangeCommentsTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @TempDir
    Path folder;

    private final WireMockServer host =
            new WireMockServer(options().bindAddress("127.0.0.1").dynamicPort().globalTemplating(false));

    /** Where each host has its comments, and how it names who wrote them. */
    enum Host {
        githubpullrequestcomment("/repos/acme/web/issues/12/comments", "/repos/acme/web/issues/comments/", "PATCH"),
        giteapullrequestcomment("/repos/acme/web/issues/12/comments", "/repos/acme/web/issues/comments/", "PATCH"),
        gitlabmergerequestcomment(
                "/projects/acme%2Fweb/merge_requests/12/notes", "/projects/acme%2Fweb/merge_requests/12/notes/", "PUT");

        private final String comments;
        private final String comment;
        private final String update;

        Host(String comments, String comment, String update) {
            this.comments = comments;
            this.comment = comment;
            this.update = update;
        }

        private boolean isGitlab() {
            return this == gitlabmergerequestcomment;
        }

        private Map<String, Object> comment(int id, String author, String body) {
            return Map.of(
                    "id",
                    id,
                    "body",
                    body,
                    isGitlab() ? "author" : "user",
                    Map.of(isGitlab() ? "username" : "login", author));
        }
    }

    @BeforeEach
    void start() {
        host.start();
        host.stubFor(any(anyUrl()).atPriority(10).willReturn(okJson("{}")));
        host.stubFor(get("/user").willReturn(okJson("{\"login\":\"caravan\",\"username\":\"caravan\"}")));
    }

    @AfterEach
    void stop() {
        host.stop();
    }

    private void holds(Host type, String page, List<Map<String, Object>> comments) {
        MappingBuilder request = get(urlPathEqualTo(type.comments));
        if (!page.isEmpty()) {
            request.withQueryParam("page", equalTo(page));
        }
        host.stubFor(request.willReturn(okJson(Samples.json(comments))));
    }

    private List<LoggedRequest> told(Host type, String event) throws Exception {
        host.resetRequests();
        Map<String, String> properties = Map.of(
                "provider.preview.type", type.name(),
                "provider.preview.rate", "0",
                "provider.preview.address", "https://git.example/acme/web",
                "provider.preview.api", "http://127.0.0.1:" + host.port(),
                "provider.preview.token", "secret");
        try (RunningGateway gateway =
                RunningGateway.start(Files.createDirectories(folder.resolve(event)), properties)) {
            gateway.append(Samples.event(event));
            gateway.awaitIdle(PATIENCE);
            assertThat(gateway.deadLetters("preview")).isEmpty();
        }
        return Recorded.requests(host).toList();
    }

    private static LoggedRequest last(List<LoggedRequest> told) {
        return told.get(told.size() - 1);
    }

    @ParameterizedTest
    @EnumSource
    void whatIsThereAlreadyIsUpdated(Host type) throws Exception {
        holds(type, "", List.of());
        LoggedRequest first = last(told(type, "change-request"));
        assertThat(first.getMethod().getName()).isEqualTo("POST");
        assertThat(first.getUrl()).isEqualTo(type.comments);
        String body = Samples.JSON.readTree(first.getBodyAsString()).get("body").asText();

        List<Map<String, Object>> others = new ArrayList<>();
        others.add(type.comment(1, "mallory", body));
        others.add(type.comment(2, "caravan", "I quote: " + body));
        for (int id = others.size() + 1; id <= 30; id++) {
            others.add(type.comment(id, "octocat", "Nice"));
        }
        List<Map<String, Object>> ours = List.of(type.comment(4711, "caravan", body));
        if (type == Host.giteapullrequestcomment) {
            others.addAll(ours);
            holds(type, "", others);
        } else {
            holds(type, "1", others);
            holds(type, "2", ours);
        }
        LoggedRequest second = last(told(type, "change-request-failed"));
        assertThat(second.getMethod().getName()).isEqualTo(type.update);
        assertThat(second.getUrl()).isEqualTo(type.comment + "4711");
        assertThat(second.getBodyAsString()).contains("timeout waiting");
    }

    @ParameterizedTest
    @EnumSource
    void whatTheMessageSaysIsNeitherCommandNorMarkup(Host type) throws Exception {
        holds(type, "", List.of());
        String body = Samples.JSON
                .readTree(last(told(type, "change-request")).getBodyAsString())
                .get("body")
                .asText();
        assertThat(body.lines()).noneMatch(line -> line.startsWith("/"));
        assertThat(body).contains("> /close", "> /label").doesNotContain("@octocat", "#12");
        String failed = last(told(type, "change-request-failed")).getBodyAsString();
        assertThat(failed).doesNotContain("<!-- caravan:repo", "![x](").contains("&lt;!");
    }
}
