package dev.caravan.explain;

import dev.caravan.configuration.Configuration;
import dev.caravan.configuration.ConfigurationException;
import dev.caravan.configuration.ConfigurationProblem;
import dev.caravan.configuration.Surroundings;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Looks for everything that is wrong with configuration, routes, mappings and samples; opens no port, writes no file and sends
 * nothing.
 */
public final class Check {
    private static final long LONGEST_SAMPLE = 10 << 20;

    private final Surroundings surroundings;
    private final Path routes;
    private final Findings findings;

    private Check(Surroundings surroundings, Path routes) {
        this.surroundings = surroundings;
        this.routes = routes;
        this.findings = new Findings(surroundings.directory());
    }

    /**
     * All findings: those of the configuration first, then those of the files. Empty when all is well.
     *
     * @param routes the folder of the routes, absolute
     */
    public static List<Finding> run(Surroundings surroundings, Path routes) {
        return new Check(surroundings, routes).run();
    }

    private List<Finding> run() {
        Optional<Configuration> configuration = configuration();
        routes();
        Map<Path, Mapping> mappings = mappings();
        Messages messages = new Messages(mappings, samples(), findings);
        messages.check(surroundings.types());
        configuration.ifPresent(messages::check);
        return findings.all();
    }

    private Optional<Configuration> configuration() {
        try {
            return Optional.of(Configuration.read(surroundings));
        } catch (ConfigurationException e) {
            e.problems().forEach(this::add);
            return Optional.empty();
        }
    }

    private void add(ConfigurationProblem problem) {
        String remedy = problem.remedy().isEmpty() ? "" : "; " + problem.remedy();
        findings.add(problem.where(), problem.key() + " " + problem.what() + remedy);
    }

    private void routes() {
        List<Path> files = Stream.concat(
                        findings.files(routes, ".camel.yaml").stream(),
                        findings.files(routes, ".kamelet.yaml").stream())
                .toList();
        RouteFiles texts = new RouteFiles(findings);
        files.forEach(texts::read);
        new RouteSyntax(findings).check(files);
        texts.checkCalls();
    }

    private Map<Path, Mapping> mappings() {
        Map<Path, Mapping> mappings = new LinkedHashMap<>();
        findings.files(routes, ".jsonata")
                .forEach(file -> Mapping.compile(file, findings).ifPresent(mapping -> mappings.put(file, mapping)));
        return mappings;
    }

    /** The events that the sources' samples become, by the sample's name. */
    private Map<String, Map<String, Object>> samples() {
        Path sources = routes.resolve("sources");
        if (findings.concern(routes.resolve("20-detect.camel.yaml")) || findings.concern(sources)) {
            return Map.of(); // they cannot be started, and that is why
        }
        try (DryContext dry = DryContext.start(routes)) {
            Recognition recognition = new Recognition(dry, Clock.systemUTC(), LONGEST_SAMPLE);
            return new SourceSamples(recognition, findings).check(sources);
        } catch (Exception e) {
            findings.add(sources, "cannot be started, " + Reason.of(e));
            return Map.of();
        }
    }
}
