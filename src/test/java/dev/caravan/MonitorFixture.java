package dev.caravan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;

/** What the index expects of monitors and pipelines, in whose payloads there is an object instead of a repository. */
final class MonitorFixture {
    private static final Set<String> FORMATS = Set.of(
            "alertmanager",
            "argocd-notifications",
            "azure-monitor",
            "cdevents",
            "cloudevents",
            "grafana",
            "grafana-legacy",
            "jenkins-cloudevents",
            "jenkins-generic-event",
            "jenkins-notification",
            "jenkins-outbound-webhook",
            "tekton");
    /** What only begins is noise. */
    private static final Set<String> BEGINNINGS =
            Set.of("STARTED:", "STARTED:FAILED", "run.started", "taskRun:Pending");

    private MonitorFixture() {}

    static boolean covers(String format) {
        return FORMATS.contains(format);
    }

    static void check(JsonNode entry, Mappings.Mapped mapped) {
        List<JsonNode> expected = list(entry.path("expected")).stream()
                .filter(one -> !BEGINNINGS.contains(one.path("action").asText()))
                .toList();
        List<JsonNode> events = list(Samples.JSON.valueToTree(mapped.event()));
        assertThat(events).hasSameSizeAs(expected);
        for (int i = 0; i < events.size(); i++) {
            check(expected.get(i), events.get(i));
        }
    }

    private static void check(JsonNode expected, JsonNode event) {
        JsonNode metadata = event.path("metadata");
        assertThat(event.path("timestamp").asText())
                .isEqualTo(expected.path("timestamp").asText());
        for (String field : List.of("registry", "tag", "digest", "commit")) {
            assertThat(metadata.path(field).asText())
                    .as(field)
                    .isEqualTo(expected.path(field).asText());
        }
        String repository = expected.path("repository").asText();
        assertThat(repository.isEmpty() ? "" : event.at("/involvedObject/name").asText())
                .isEqualTo(repository);
        assertThat(metadata.path(metadata.has("actor") ? "actor" : "receiver").asText())
                .isEqualTo(expected.path("actor").asText());
        String url = expected.path("url").asText("");
        assertThat(url.isEmpty()
                        || list(metadata).stream()
                                .anyMatch(value -> value.asText().equals(url)))
                .as(url)
                .isTrue();
    }

    /** The elements of an array, the members' values of the metadata, or the one event. */
    private static List<JsonNode> list(JsonNode node) {
        if (node.isObject() && node.has("involvedObject")) {
            return List.of(node);
        }
        return StreamSupport.stream(node.spliterator(), false).toList();
    }
}
