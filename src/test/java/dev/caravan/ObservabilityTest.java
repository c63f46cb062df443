package dev.caravan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The dashboard and the alerts ask for nothing that is not there. */
final class ObservabilityTest {
    private static final Path ALERTS = Path.of("docs/prometheus/alerts.yaml");
    private static final Path ALERTS_TEST = Path.of("docs/prometheus/alerts.test.yaml");
    private static final Path DASHBOARD = Path.of("docs/grafana/caravan.json");
    private static final Pattern NAME = Pattern.compile("[a-z]+(?:_[a-z]+)+");
    private static final Pattern LABELS = Pattern.compile("\\{([^}]*)}|\\bby \\(([^)]*)\\)");
    private static final Set<String> FUNCTIONS = Set.of("histogram_quantile", "label_values");
    /** What Prometheus adds. */
    private static final Set<String> ADDED = Set.of("instance", "le");

    @TempDir
    private Path folder;

    @Test
    void everyMetricAndLabelThatIsAskedForIsThere() throws Exception {
        String scrape = scrape();
        Set<String> metrics = found(Pattern.compile("(?m)^([a-z_]+)[ {]"), scrape);
        Set<String> labels = found(Pattern.compile("[{,]([a-z_]+)=\""), scrape);
        Set<String> asked = expressions().flatMap(ObservabilityTest::metrics).collect(Collectors.toSet());

        assertThat(asked)
                .hasSizeGreaterThan(12)
                .allSatisfy(name -> assertThat(metrics).contains(name));
        labels.addAll(ADDED);
        assertThat(labels)
                .containsAll(expressions().flatMap(ObservabilityTest::labels).toList());
    }

    private String scrape() throws Exception {
        try (EditedGateway gateway = EditedGateway.start(folder, Map.of("provider.team.type", "console"))) {
            return gateway.management("/observe/metrics");
        }
    }

    private static Set<String> found(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> expressions() {
        try {
            JsonNode alerts = new YAMLMapper().readTree(ALERTS.toFile());
            JsonNode dashboard = Samples.JSON.readTree(DASHBOARD.toFile());
            return Stream.of(
                            alerts.findValuesAsText("expr"),
                            dashboard.findValuesAsText("expr"),
                            dashboard.findValuesAsText("definition"))
                    .flatMap(List::stream);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Stream<String> metrics(String expression) {
        String bare = LABELS.matcher(expression.replace("$__rate_interval", "")).replaceAll(" ");
        return NAME.matcher(bare).results().map(match -> match.group()).filter(name -> !FUNCTIONS.contains(name));
    }

    private static Stream<String> labels(String expression) {
        return LABELS.matcher(expression)
                .results()
                .map(match -> match.group(1) == null ? match.group(2) : match.group(1))
                .flatMap(list -> Stream.of(list.split(",")))
                .map(label -> label.replaceFirst("[=!~].*", "").strip());
    }

    @Test
    void aRefusedEditIsToldAndShown() throws Exception {
        assertThat(Files.readString(ALERTS)).contains("config_reload_success == 0");
        assertThat(Files.readString(DASHBOARD)).contains("config_reload_success");
    }

    @Test
    void everyAlertHasATestAndWhatToDo() throws Exception {
        JsonNode alerts = new YAMLMapper().readTree(ALERTS.toFile()).at("/groups/0/rules");
        List<String> tested = new YAMLMapper().readTree(ALERTS_TEST.toFile()).findValuesAsText("alertname");

        assertThat(tested).containsAll(alerts.findValuesAsText("alert"));
        assertThat(alerts).allSatisfy(alert -> {
            assertThat(alert.at("/annotations/description").asText()).endsWith(".");
            assertThat(alert.at("/labels/severity").asText()).isIn("critical", "warning", "info");
        });
    }

    @Test
    void theCodesThatAlertsNameAreProblemCodes() throws Exception {
        Set<String> codes = found(Pattern.compile("code=~\"([^\"]+)\""), Files.readString(ALERTS));

        assertThat(codes)
                .flatMap(list -> List.of(list.split("\\|")))
                .isNotEmpty()
                .allSatisfy(code ->
                        assertThat(Files.readString(Path.of("docs/http.md"))).contains("`" + code + "`"));
    }

    @Test
    void promtoolAgrees() throws Exception {
        assumeTrue(
                Stream.of(System.getenv("PATH").split(":"))
                        .anyMatch(path -> Files.isExecutable(Path.of(path, "promtool"))),
                "promtool is not installed (Debian: prometheus)");
        Path output = folder.resolve("promtool.txt");
        Process promtool = new ProcessBuilder("promtool", "test", "rules", ALERTS_TEST.toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();

        assertThat(promtool.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(promtool.exitValue()).as(Files.readString(output)).isZero();
    }
}
