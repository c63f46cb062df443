package dev.caravan;

import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a source ignores is told where the operator wants it, for that source alone. */
final class NoiseTest {
    private static String sample(String file) {
        return Samples.read(RunningGateway.ROUTES.resolve("sources").resolve(file));
    }

    @Test
    void aPullIsToldWhereItsSourceIsToBeNoisy(@TempDir Path folder) throws Exception {
        try (RunningGateway gateway = RunningGateway.start(folder, Map.of("source.harbor.noise", "true"))) {
            String harbor =
                    gateway.post("/webhook", sample("harbor/samples/pull.json")).body();
            String other = gateway.post("/webhook", sample("harbor-cloudevents/samples/pull.json"))
                    .body();
            String ping =
                    gateway.post("/webhook", sample("acr/samples/ping.json")).body();
            assertThatJson(harbor).node("status").isEqualTo("accepted");
            assertThatJson(other).node("status").isEqualTo("ignored");
            assertThatJson(ping).node("status").isEqualTo("ignored");
            assertThat(gateway.explain(sample("harbor/samples/pull.json"))).contains("Pulled image");
        }
    }

    @Test
    void everySourceThatCanBeNoisySaysSoOnItsPage() {
        assertThat(Samples.sources()).allSatisfy(source -> {
            String property = "source." + source + ".noise";
            boolean reads = sample(source + "/" + source + ".camel.yaml").contains("{{" + property + ":false}}");
            String page = Samples.read(Path.of("docs/sources", source + ".md"));
            assertThat(page.contains(property + "=true")).as(source).isEqualTo(reads);
            assertThat(reads
                            || page.contains("\nNothing")
                            || page.contains(property + "` changes nothing")
                            || page.contains("The noise is that of the source inside"))
                    .as(source + " says what it ignores")
                    .isTrue();
        });
    }
}
