package dev.caravan.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AlertsTest {
    private static final Alert ALL = new Alert(
            "all",
            Set.of(),
            Set.of(),
            List.of(),
            Severity.INFO,
            List.of(),
            List.of(),
            Optional.empty(),
            Map.of(),
            false);

    @Test
    void withoutAlertsEveryEventGoesEverywhereAsItIs() {
        Map<String, Object> event = event("info", "Pushed");

        assertThat(new Alerts(List.of()).match("team", event)).contains(new Match(Optional.empty(), event));
        assertThat(new Alerts(List.of()).explain("team", event))
                .containsExactly(
                        new Explanation("team", "", true, "no alert is configured, every event goes everywhere"));
    }

    @Test
    void theFirstMatchingAlertByNameTellsAnEventOnce() {
        Alerts alerts = new Alerts(List.of(named("b", Map.of("from", "b")), named("a", Map.of("from", "a"))));

        assertThat(alerts.match("team", event("info", "Pushed"))).hasValueSatisfying(match -> {
            assertThat(match.alert()).contains("a");
            assertThat(match.event()).extractingByKey("metadata").isEqualTo(Map.of("tag", "1", "from", "a"));
        });
    }

    @Test
    void theEventsOwnMetadataIsStrongerThanTheSummaryAndThisThanTheAlerts() {
        Alert alert = new Alert(
                "a",
                Set.of(),
                Set.of(),
                List.of(),
                Severity.INFO,
                List.of(),
                List.of(),
                Optional.of("production"),
                Map.of("summary", "weak", "tag", "weak", "cluster", "eu-1"),
                false);
        Map<String, Object> event = event("info", "Pushed");

        Map<String, Object> told =
                new Alerts(List.of(alert)).match("team", event).orElseThrow().event();

        assertThat(told.get("metadata")).isEqualTo(Map.of("tag", "1", "summary", "production", "cluster", "eu-1"));
        assertThat(event.get("metadata")).isEqualTo(Map.of("tag", "1"));
    }

    @Test
    void anEventsOwnSummaryIsKept() {
        Alert alert = new Alert(
                "a",
                Set.of(),
                Set.of(),
                List.of(),
                Severity.INFO,
                List.of(),
                List.of(),
                Optional.of("production"),
                Map.of(),
                false);
        Map<String, Object> event = event("info", "Pushed");
        event.put("metadata", Map.of("summary", "own"));

        assertThat(new Alerts(List.of(alert))
                        .match("team", event)
                        .orElseThrow()
                        .event()
                        .get("metadata"))
                .isEqualTo(Map.of("summary", "own"));
    }

    @Test
    void whereEveryAlertIsSuspendedNothingIsTold() {
        Alert suspended = new Alert(
                "a",
                Set.of(),
                Set.of(),
                List.of(),
                Severity.INFO,
                List.of(),
                List.of(),
                Optional.empty(),
                Map.of(),
                true);

        assertThat(new Alerts(List.of(suspended)).match("team", event("info", "Pushed")))
                .isEmpty();
        assertThat(why(suspended, event("info", "Pushed"))).isEqualTo("the alert is suspended");
    }

    @Test
    void everyRefusalSaysWhy() {
        Map<String, Object> event = event("info", "Pushed image x:latest");

        assertThat(why(with(Set.of("ops"), Set.of(), "*/*/*", Severity.INFO, "", ""), event))
                .isEqualTo("the alert is for ops, not for team");
        assertThat(why(with(Set.of(), Set.of("harbor"), "*/*/*", Severity.INFO, "", ""), event))
                .isEqualTo("the source is acr, the alert wants harbor");
        assertThat(why(with(Set.of(), Set.of(), "*/*/*", Severity.ERROR, "", ""), event))
                .isEqualTo("severity is info, the alert wants error");
        assertThat(why(with(Set.of(), Set.of(), "Kustomization/*/*", Severity.INFO, "", ""), event))
                .isEqualTo("object ContainerImage/reg.example/team/web does not match Kustomization/*/*");
        assertThat(why(with(Set.of(), Set.of(), "*/*/*", Severity.INFO, ":v[0-9]+", ""), event))
                .isEqualTo("message does not match include[0] :v[0-9]+");
        assertThat(why(with(Set.of(), Set.of(), "*/*/*", Severity.INFO, "", "latest"), event))
                .isEqualTo("message matches exclude[0] latest");
        assertThat(why(with(Set.of("team"), Set.of("acr"), "*/*/*", Severity.INFO, "image", "v1"), event))
                .isEqualTo("the event matches all that the alert asks");
    }

    @ParameterizedTest
    @CsvSource({
        "ContainerImage/reg.example/team/web, true",
        "ContainerImage/*/team/*, true",
        "*/*/*, true",
        "*/*/t*a*/*b, true",
        "Container*/reg.*/**web, true",
        "ContainerImage/reg.example/web, false",
        "ContainerImage/reg.example/team/webb*, false",
        "containerimage/*/*, false",
        "ContainerImage/*/*m/te*, false",
        "ContainerImage/reg?example/*, false"
    })
    void anObjectIsMatchedByKindNamespaceAndName(String pattern, boolean matches) {
        Map<String, String> image = Map.of("kind", "ContainerImage", "namespace", "reg.example", "name", "team/web");

        assertThat(ObjectPattern.parse(pattern).matches(image)).isEqualTo(matches);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ContainerImage", "ContainerImage/x", "//", "a//b", "a/b/"})
    void anObjectPatternHasThreeParts(String pattern) {
        assertThatThrownBy(() -> ObjectPattern.parse(pattern)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"(a+)+$", "(a|aa)+$", "(.*)*x", "(a|b)*c", "((a*)*)*x"})
    @Timeout(10)
    void aSearchWithoutEndIsGivenUpAndCounted(String regex) {
        Alert alert = with(Set.of(), Set.of(), "*/*/*", Severity.INFO, regex, "");
        Alerts alerts = new Alerts(List.of(alert));

        assertThat(alerts.match("team", event("info", "a".repeat(5_000) + "!"))).isEmpty();
        assertThat(alerts.exhausted()).isPositive();
    }

    @Test
    void anEventWithoutItsFieldsIsNoError() {
        Alert alert = with(Set.of(), Set.of(), "*/*/*", Severity.ERROR, "a", "b");

        assertThat(new Alerts(List.of(alert)).match("team", Map.of())).isEmpty();
        assertThat(new Alerts(List.of(ALL)).match("team", Map.of())).contains(new Match(Optional.of("all"), Map.of()));
    }

    @Test
    void keysOfAControllerLoseTheirPrefixAndAreTheStrongest() {
        Map<String, Object> event = event("info", "Applied");
        event.put("involvedObject", Map.of("kind", "Kustomization", "apiVersion", "kustomize.toolkit.fluxcd.io/v1"));
        event.put(
                "metadata",
                Map.of(
                        "kustomize.toolkit.fluxcd.io/revision", "main@sha1:a",
                        "kustomize.toolkit.fluxcd.io/token", "t",
                        "kustomize.toolkit.fluxcd.io/checksum", "c",
                        "event.toolkit.fluxcd.io/revision", "weak",
                        "event.toolkit.fluxcd.io/commit", "b",
                        "example.com/other", "foreign",
                        "plain", "kept"));

        Map<String, Object> told = new Alerts(List.of(named("a", Map.of("revision", "alert", "cluster", "eu-1"))))
                .match("team", event)
                .orElseThrow()
                .event();

        assertThat(told.get("metadata"))
                .isEqualTo(Map.of("revision", "main@sha1:a", "commit", "b", "plain", "kept", "cluster", "eu-1"));
        assertThat(new Alerts(List.of())
                        .match("team", event)
                        .orElseThrow()
                        .event()
                        .get("metadata"))
                .as("without any alert too")
                .isEqualTo(Map.of("revision", "main@sha1:a", "commit", "b", "plain", "kept"));
    }

    private static String why(Alert alert, Map<String, Object> event) {
        Explanation explanation =
                new Alerts(List.of(alert)).explain("team", event).get(0);
        assertThat(explanation.matched())
                .isEqualTo(new Alerts(List.of(alert)).match("team", event).isPresent());
        return explanation.why();
    }

    private static Alert named(String name, Map<String, String> metadata) {
        return new Alert(
                name,
                Set.of("team"),
                Set.of(),
                List.of(),
                Severity.INFO,
                List.of(),
                List.of(),
                Optional.empty(),
                metadata,
                false);
    }

    private static Alert with(
            Set<String> providers,
            Set<String> sources,
            String object,
            Severity severity,
            String include,
            String exclude) {
        return new Alert(
                "a",
                providers,
                sources,
                List.of(ObjectPattern.parse(object)),
                severity,
                patterns("include[0]", include),
                patterns("exclude[0]", exclude),
                Optional.empty(),
                Map.of(),
                false);
    }

    private static List<MessagePattern> patterns(String key, String regex) {
        return regex.isEmpty() ? List.of() : List.of(new MessagePattern(key, Pattern.compile(regex)));
    }

    private static Map<String, Object> event(String severity, String message) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("source", "acr");
        event.put("severity", severity);
        event.put("message", message);
        event.put("involvedObject", Map.of("kind", "ContainerImage", "namespace", "reg.example", "name", "team/web"));
        event.put("metadata", Map.of("tag", "1"));
        return event;
    }
}
